import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { ImportRequest } from "../../../modules/customer/imports/import-service";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { deleteFiles } from "../../../shared/files/stored-files";

export const createImportStepId = "customers-create-import-step";

export type CreateImportInput = ImportRequest & { file_id: string };

/**
 * Notes that an import was asked for; nothing is read yet. The file is the import's from here on, and goes with it, unless
 * `owns_file` is false.
 *
 * Compensation takes the import away with a file of its own. It may run twice.
 */
export const createImportStep = createStep(
  createImportStepId,
  async (input: CreateImportInput, { container }) => {
    const created = await resolveCustomerModule(container).imports.create(input);
    return new StepResponse(created, created.id);
  },
  async (id, { container }) => {
    if (id !== undefined) {
      await deleteFiles(container, "import", await resolveCustomerModule(container).imports.delete([id]));
    }
  },
);

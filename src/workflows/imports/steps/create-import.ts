import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { ImportRequest } from "../../../modules/customer/imports/import-service";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { deleteFiles } from "../../../shared/files/stored-files";

const createImportStepId = "customers-create-import-step";

export type CreateImportInput = ImportRequest & { file_id: string };

/**
 * Stores a request for an import; reads nothing yet. With `owns_file` (default) the file is deleted with the import.
 *
 * Compensation deletes the import, and the file if the import owns it. Idempotent.
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

import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { ExportRequest } from "../../../modules/customer/exports/export-service";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { deleteFiles } from "../../../shared/files/stored-files";

const createExportStepId = "customers-create-export-step";

export type CreateExportInput = ExportRequest & { created_by?: string | null };

/**
 * Stores a request for an export; writes no file yet.
 *
 * Compensation deletes the export, and the file that later steps may have written. Idempotent.
 */
export const createExportStep = createStep(
  createExportStepId,
  async (input: CreateExportInput, { container }) => {
    const created = await resolveCustomerModule(container).exports.create(input);
    return new StepResponse(created, created.id);
  },
  async (id, { container }) => {
    if (id !== undefined) {
      await deleteFiles(container, "export", await resolveCustomerModule(container).exports.delete([id]));
    }
  },
);

import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { deleteDueFiles } from "../../../shared/files/stored-files";

const expireImportsStepId = "customers-expire-imports-step";

/**
 * Deletes expired imports with their files and errors, and uploads that no import has used within a day. When a file
 * cannot be deleted its import stays as it is; the next run tries again.
 *
 * Compensation: none. A deleted file cannot be restored.
 */
export const expireImportsStep = createStep(expireImportsStepId, async (_: unknown, { container }) => {
  const service = resolveCustomerModule(container);
  const done = await deleteDueFiles(container, "import", {
    list: (after) => service.imports.listDue(after),
    forget: async (ids) => {
      await service.imports.delete(ids);
      return ids;
    },
  });
  const uploads = await deleteDueFiles(container, "upload", {
    list: (after) => service.imports.listAbandonedUploads(after),
    forget: async (ids) => {
      await service.imports.deleteUploadNotes(ids);
      return ids;
    },
  });
  return new StepResponse({ ...done, uploads: uploads.expired, left: done.left + uploads.left });
});

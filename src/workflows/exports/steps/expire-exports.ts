import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { deleteDueFiles } from "../../../shared/files/stored-files";

const expireExportsStepId = "customers-expire-exports-step";

/**
 * Deletes the files of exports that have expired, and then marks the exports as expired. When a file cannot be deleted
 * its export stays as it is; the next run tries again.
 *
 * Compensation: none. A deleted file cannot be restored.
 */
export const expireExportsStep = createStep(expireExportsStepId, async (_: unknown, { container }) => {
  const service = resolveCustomerModule(container);
  const done = await deleteDueFiles(container, "export", {
    list: (after) => service.exports.listDue(after),
    forget: (ids) => service.exports.expire(ids),
  });
  return new StepResponse(done);
});

import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { deleteDueFiles } from "../../../shared/files/stored-files";

export const expireExportsStepId = "customers-expire-exports-step";

/**
 * Deletes the files of exports whose time is over, and then marks the exports as expired. A file that cannot be deleted
 * leaves its export as it is; the next run tries again.
 *
 * Compensation: none. A file that is gone does not come back.
 */
export const expireExportsStep = createStep(expireExportsStepId, async (_: unknown, { container }) => {
  const service = resolveCustomerModule(container);
  const done = await deleteDueFiles(container, "export", {
    list: (after) => service.exports.listDue(after),
    forget: (ids) => service.exports.expire(ids),
  });
  return new StepResponse(done);
});

import type { Logger } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../customer-module";

export const expireImportsStepId = "customers-expire-imports";

/**
 * Deletes the files of imports whose time is over, and then the imports with their errors. A file that cannot be deleted
 * leaves its import as it is; the next run tries again.
 *
 * Compensation: none. A file that is gone does not come back.
 */
export const expireImportsStep = createStep(expireImportsStepId, async (_: unknown, { container }) => {
  const service = resolveCustomerModule(container);
  const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  const files = container.resolve(Modules.FILE);
  const done = { expired: 0, left: 0 };
  let due = await service.listDueCustomerImports("");
  while (due.length) {
    const gone: string[] = [];
    for (const { id, file_id } of due) {
      try {
        await (file_id === null ? undefined : files.deleteFiles(file_id));
        gone.push(id);
      } catch {
        done.left += 1;
        logger.error(`The file of the import ${id} could not be deleted; its time is over. It will be tried again.`);
      }
    }
    await service.deleteCustomerImports(gone);
    done.expired += gone.length;
    due = await service.listDueCustomerImports(due[due.length - 1].id);
  }
  return new StepResponse(done);
});

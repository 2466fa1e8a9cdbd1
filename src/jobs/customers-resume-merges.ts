import type { Logger } from "@medusajs/framework/types";
import { defineJob } from "../shared/define-job";
import { recheckMergeWorkflow } from "../workflows/merges/workflows/recheck-merge";
import { resumeMergeWorkflow } from "../workflows/merges/workflows/resume-merge";

/**
 * Takes over interrupted merges and claims, and rechecks merges that ended lately.
 *
 * The recheck moves carts and orders that a checkout has stored meanwhile.
 */
export default defineJob(async ({ container, service, logger }) => {
  for (const id of await service.merges.listUnfinished()) {
    const { errors } = await resumeMergeWorkflow(container).run({ input: { id }, throwOnError: false });
    report(logger, id, errors);
  }
  for (const id of await service.merges.listToRecheck()) {
    const { errors } = await recheckMergeWorkflow(container).run({ input: { id }, throwOnError: false });
    report(logger, id, errors);
  }
});

type Failure = { error: { message?: string } | Error };

/** Logs a failure. The job continues with the other merges, and retries this one later. */
function report(logger: Logger, id: string, errors: readonly Failure[]): void {
  if (errors.length) {
    const reasons = errors.map(({ error }) => String(error?.message));
    logger.error(`Merge ${id} of two customers could not be ended, and is tried again later: ${reasons.join(" ")}`);
  }
}

export const config = { name: "customers-resume-merges", schedule: "* * * * *" };

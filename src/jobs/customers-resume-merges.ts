import type { MedusaContainer } from "@medusajs/framework/types";
import { defineJob } from "../shared/define-job";
import { logFailure } from "../shared/log-failure";
import { recheckMergeWorkflow } from "../workflows/merges/workflows/recheck-merge";
import { resumeMergeWorkflow } from "../workflows/merges/workflows/resume-merge";

/**
 * Takes over interrupted merges and claims, and rechecks merges that ended lately.
 *
 * The recheck moves carts and orders that a checkout has stored meanwhile.
 */
export default defineJob(async ({ container, service }) => {
  for (const id of await service.merges.listUnfinished()) {
    const { errors } = await resumeMergeWorkflow(container).run({ input: { id }, throwOnError: false });
    report(container, id, errors);
  }
  for (const id of await service.merges.listToRecheck()) {
    const { errors } = await recheckMergeWorkflow(container).run({ input: { id }, throwOnError: false });
    report(container, id, errors);
  }
});

/** Logs a failure. The job continues with the other merges, and retries this one later. */
function report(container: MedusaContainer, id: string, errors: readonly { error: unknown }[]): void {
  for (const { error } of errors) {
    logFailure(container, `Merge ${id} of two customers could not be ended, and is tried again later`, error);
  }
}

export const config = { name: "customers-resume-merges", schedule: "* * * * *" };

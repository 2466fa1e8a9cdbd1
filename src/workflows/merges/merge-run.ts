import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import type { MergeRun } from "../../modules/customer/merges/merge-run.sql";
import type { CustomerMerge } from "../../modules/customer/merges/types";
import { resolveCustomerModule } from "../../shared/customer-module";
import { logFailure } from "../../shared/log-failure";
import { loggerOf } from "../../shared/logger-of";

/**
 * The merge, for a step that moves rows. `rechecked`: the merge has ended, and the step looks for rows that were written
 * meanwhile.
 */
export type MoveInput = Pick<CustomerMerge, "id" | "survivor_id" | "merged_id" | "run_id"> & {
  state: CustomerMerge["state"] | "rechecked";
};

/** Returns the run that moves rows of the merge; null when there is nothing to move here. */
export function runOf({ id, run_id, survivor_id }: Omit<MoveInput, "state">): MergeRun | null {
  return run_id === null ? null : { id, run_id, survivor_id };
}

/**
 * Returns the run of a merge that this process began, and can undo.
 *
 * A resumed merge cannot be undone: the rows of before are unknown. Its rows stay with the survivor, and the next run
 * resumes it.
 */
export function undoableRunOf(input: MoveInput): MergeRun | null {
  return input.state === "new" ? runOf(input) : null;
}

/**
 * Extends the lease of the run before it writes.
 *
 * @throws MedusaError (conflict) when another run has taken the merge over: this one must not write any more.
 */
export async function heartbeatRun(container: MedusaContainer, input: Omit<MoveInput, "state">): Promise<void> {
  const run = runOf(input);
  if (run && !(await resolveCustomerModule(container).merges.heartbeat(run))) {
    throw mergeTakenOver(input.merged_id);
  }
}

export function mergeTakenOver(mergedId: string): MedusaError {
  return new MedusaError(
    MedusaError.Types.CONFLICT,
    `The merge of customer "${mergedId}" was taken over by another process, which ends it.`,
  );
}

/** Runs whose compensation has failed in this process, until its last part: the parts after that one stay with the survivor too. */
const abandoned = new Set<string>();

/**
 * Runs a part of the compensation of a merge.
 *
 * It does nothing when another run has the merge, or when another customer has the email of the merged customer. If the
 * part fails, the merge is released: it stays, and the job moves the remaining rows to the survivor. The parts after it do
 * nothing either, also when the database is lost and the merge could not be released: its lease expires.
 * It never throws, so that the caller gets the error that caused the compensation.
 */
export async function compensateRun(
  container: MedusaContainer,
  { run, what }: { run: MergeRun; what: string },
  work: () => Promise<void>,
): Promise<void> {
  const logger = loggerOf(container);
  if (abandoned.has(run.run_id)) {
    return;
  }
  try {
    const service = resolveCustomerModule(container);
    const reversibility = await service.merges.checkReversible(run);
    if (reversibility.outcome === "taken") {
      logger.error(
        `Merge ${run.id} failed and cannot be undone: customer "${reversibility.by}" has the email of the merged customer. ` +
          "Nothing was returned; a job ends the merge.",
      );
    }
    if (reversibility.outcome === "undo") {
      await work().catch(async (error: unknown) => {
        await service.merges.release(run);
        throw error;
      });
    }
  } catch (error) {
    abandoned.add(run.run_id);
    logFailure(
      container,
      `Merge ${run.id} failed, and a job ends it, because its ${what} could not be returned`,
      error,
    );
  }
}

/** Ends the compensation of a run: after its last part, which is that of the first step. */
export function endCompensation({ run_id }: MergeRun): void {
  abandoned.delete(run_id);
}

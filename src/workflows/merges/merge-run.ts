import type { Logger, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils";
import type { MergeRun } from "../../modules/customer/merges/merge-run.sql";
import type { CustomerMerge } from "../../modules/customer/merges/types";
import { resolveCustomerModule } from "../../shared/customer-module";

/**
 * What a step that moves something has to know of its merge. `rechecked`: it has ended, and what came after it is looked for.
 */
export type MoveInput = Pick<CustomerMerge, "id" | "survivor_id" | "merged_id" | "run_id"> & {
  state: CustomerMerge["state"] | "rechecked";
};

/** The run of a merge that this process moves; null when there is nothing to move here. */
export function runOf({ id, run_id, survivor_id }: Omit<MoveInput, "state">): MergeRun | null {
  return run_id === null ? null : { id, run_id, survivor_id };
}

/**
 * The run of a merge that was begun here and can be undone here. One that was taken up cannot: nobody knows any more how
 * everything was, so it stays with the survivor, and who takes it up next goes on from there.
 */
export function undoableRunOf(input: MoveInput): MergeRun | null {
  return input.state === "new" ? runOf(input) : null;
}

/**
 * Tells that the process lives, before it writes on.
 *
 * @throws MedusaError (conflict) when another process has taken the merge over: this one must not touch it any more.
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
    `The merge of customer "${mergedId}" was taken up by another process meanwhile, which ends it.`,
  );
}

/**
 * The frame of everything that a merge hands back. Nothing is handed back of a merge that another process has, nor when
 * the merged customer's email is somebody else's by now. Where handing back fails, the merge is let go of: then all of it
 * stands, and the job moves what is on the wrong side. It never throws, so that the error that led here is the one told.
 */
export async function compensateRun(
  container: MedusaContainer,
  { run, what }: { run: MergeRun; what: string },
  work: () => Promise<void>,
): Promise<void> {
  const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  try {
    const service = resolveCustomerModule(container);
    const hold = await service.merges.checkReversible(run);
    if (hold.outcome === "taken") {
      logger.error(
        `Merge ${run.id} failed and cannot be undone: the merged customer's email belongs to customer "${hold.by}" by now. ` +
          "Nothing was handed back; a job ends the merge.",
      );
    }
    if (hold.outcome === "undo") {
      await work().catch(async (error: unknown) => {
        await service.merges.release(run);
        throw error;
      });
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    logger.error(
      `Merge ${run.id} failed, and its ${what} could not be handed back: ${reason} The merge stands; a job ends it.`,
    );
  }
}

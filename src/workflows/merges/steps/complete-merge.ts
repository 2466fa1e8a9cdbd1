import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { type MoveInput, mergeTakenOver, runOf } from "../merge-run";

export const completeMergeStepId = "customers-complete-merge-step";

/**
 * Marks a merge as ended; after that each of the customers may be merged again.
 *
 * Compensation reopens the merge, unless the survivor was merged since. Idempotent.
 *
 * @throws MedusaError (conflict) when another run has taken the merge over.
 */
export const completeMergeStep = createStep(
  completeMergeStepId,
  async (input: MoveInput, { container }) => {
    const run = input.state === "already_merged" ? null : runOf(input);
    if (run && !(await resolveCustomerModule(container).merges.complete(run))) {
      throw mergeTakenOver(input.merged_id);
    }
    return new StepResponse(undefined, run);
  },
  async (run, { container }) => {
    if (run) {
      await resolveCustomerModule(container).merges.reopen(run);
    }
  },
);

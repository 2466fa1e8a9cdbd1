import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { type MoveInput, mergeTakenOver, runOf } from "../merge-run";

export const completeMergeStepId = "customers-complete-merge-step";

/**
 * Marks a merge as ended; from now on either side may be merged again. A merge that another process moves is left to it.
 *
 * Compensation takes the mark away, unless the survivor was merged on since; it may run twice.
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

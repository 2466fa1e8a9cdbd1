import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import type { MoveInput } from "../merge-run";

export const findCompletedMergeStepId = "customers-find-completed-merge-step";

/** Finds a merge that has ended, for the steps that move rows; null when it does not exist any more. Writes nothing. */
export const findCompletedMergeStep = createStep(
  findCompletedMergeStepId,
  async ({ id }: { id: string }, { container }) => {
    const merge = await resolveCustomerModule(container).merges.find(id);
    const input: MoveInput | null = merge && {
      ...{ id, survivor_id: merge.survivor_id, merged_id: merge.merged_id },
      ...{ run_id: null, state: "rechecked" },
    };
    return new StepResponse(input);
  },
);

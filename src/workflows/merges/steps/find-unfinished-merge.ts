import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { MergeCustomersInput } from "../../../modules/customer/merges/types";
import { resolveCustomerModule } from "../../../shared/customer-module";

export const findUnfinishedMergeStepId = "customers-find-unfinished-merge-step";

/** Returns the input that resumes a merge; null when it does not exist any more. Writes nothing. */
export const findUnfinishedMergeStep = createStep(
  findUnfinishedMergeStepId,
  async ({ id }: { id: string }, { container }) => {
    const merge = await resolveCustomerModule(container).merges.find(id);
    const input: MergeCustomersInput | null = merge && {
      customer_ids: [merge.merged_id, merge.survivor_id],
      survivor_id: merge.survivor_id,
      kind: merge.kind,
      created_by: merge.created_by,
      resume: true,
    };
    return new StepResponse(input);
  },
);

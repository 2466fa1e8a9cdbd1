import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";

export const recheckMergeStepId = "customers-recheck-merge-step";

/** Marks a merge as rechecked. Compensation: none; it is the last step of its workflow. */
export const recheckMergeStep = createStep(recheckMergeStepId, async ({ id }: { id: string }, { container }) => {
  await resolveCustomerModule(container).merges.markRechecked(id);
  return new StepResponse(undefined);
});

import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";

export const recheckMergeStepId = "customers-recheck-merge-step";

/** Notes that a merge was looked at again. It is the last step of its workflow, and what it notes stays noted. */
export const recheckMergeStep = createStep(recheckMergeStepId, async ({ id }: { id: string }, { container }) => {
  await resolveCustomerModule(container).merges.markRechecked(id);
  return new StepResponse(undefined);
});

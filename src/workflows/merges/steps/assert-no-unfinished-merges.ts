import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";

export const assertNoUnfinishedMergesStepId = "customers-assert-no-unfinished-merges-step";

export type AssertNoUnfinishedMergesInput = { customer_ids: string[] };

/**
 * Ends the workflow when one of the customers is in a merge that has not ended. Writes nothing.
 *
 * Rows that the merge still moves would come to a deleted customer. No merge of them begins while their logins are
 * locked.
 */
export const assertNoUnfinishedMergesStep = createStep(
  assertNoUnfinishedMergesStepId,
  async ({ customer_ids }: AssertNoUnfinishedMergesInput, { container }) => {
    await resolveCustomerModule(container).merges.assertNoneUnfinished(customer_ids);
    return new StepResponse(undefined);
  },
);

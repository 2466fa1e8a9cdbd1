import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";

const assertNoUnfinishedMergesStepId = "customers-assert-no-unfinished-merges-step";

export type AssertNoUnfinishedMergesInput = { customer_ids: string[] };

/**
 * Asserts that none of the customers is in an unfinished merge. Writes nothing.
 *
 * The merge could otherwise move rows to a deleted customer. No merge of them begins while their logins are locked.
 */
export const assertNoUnfinishedMergesStep = createStep(
  assertNoUnfinishedMergesStepId,
  async ({ customer_ids }: AssertNoUnfinishedMergesInput, { container }) => {
    await resolveCustomerModule(container).merges.assertNoneUnfinished(customer_ids);
    return new StepResponse(undefined);
  },
);

import { StepResponse } from "@medusajs/framework/workflows-sdk";
import { mergeCustomersWorkflow } from "medusa-plugin-customers/workflows";
import type { CustomerMerge } from "../../../src/modules/customer/merges/types";

type MergeHooks = {
  validate: (input: { merged_id: string | undefined; additional_data: unknown }) => Promise<void>;
  customersMerged: (merge: Pick<CustomerMerge, "id" | "state">) => Promise<void>;
};

const none = (): MergeHooks => ({ validate: async () => {}, customersMerged: async () => {} });

let hooks = none();

mergeCustomersWorkflow.hooks.validate(async ({ preview, additional_data }) => {
  await hooks.validate({ merged_id: preview.plan?.merged_id, additional_data });
  return new StepResponse(undefined);
});
mergeCustomersWorkflow.hooks.customersMerged(async ({ merge }) => {
  await hooks.customersMerged(merge);
  return new StepResponse(undefined);
});

/** Sets a hook of mergeCustomersWorkflow for one test. A process registers a hook once; what it does changes by test. */
export function onMerge(changes: Partial<MergeHooks>): void {
  hooks = { ...hooks, ...changes };
}

/** For the `afterEach` of a part that sets hooks: the next test runs without them. */
export function removeMergeHooks(): void {
  hooks = none();
}

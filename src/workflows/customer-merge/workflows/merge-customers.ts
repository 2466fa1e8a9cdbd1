import type { AdditionalData } from "@medusajs/framework/types";
import { createHook, createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import { emitEventStep } from "@medusajs/medusa/core-flows";
import type { MergeCustomersInput } from "../../../modules/customer/facade/merges";
import { completeMergeStep } from "../steps/complete-merge";
import { type InspectMergeInput, inspectMergeStep } from "../steps/inspect-merge";
import { mergeRecordsStep } from "../steps/merge-records";
import { moveAccountHoldersStep } from "../steps/move-account-holders";
import { moveAuthIdentitiesStep } from "../steps/move-auth-identities";
import { moveCartsStep } from "../steps/move-carts";
import { moveOrdersStep } from "../steps/move-orders";
import { refuseBlockedMergeStep } from "../steps/refuse-blocked-merge";

export const mergeCustomersWorkflowId = "customers-merge";

export type MergeCustomersWorkflowInput = MergeCustomersInput & InspectMergeInput & AdditionalData;

export const CUSTOMER_MERGED = "customer.merged";

/**
 * Makes one customer of two: fields, addresses, groups; then open carts, orders, logins and payment account holders. The
 * customer that goes is deleted, restorably by the rollback only, and its id leads to the survivor.
 *
 * Events: `customer.merged` `{ id, merged_id }`, and the module's own. Hooks: `validate` with the preview before anything
 * is written, `customersMerged` when all has moved. Compensation: every row is as it was, in all modules.
 */
export const mergeCustomersWorkflow = createWorkflow(mergeCustomersWorkflowId, (input: MergeCustomersWorkflowInput) => {
  const preview = inspectMergeStep(input);
  refuseBlockedMergeStep(
    transform({ input, preview }, (data) => ({ blockers: data.preview.blockers, kind: data.input.kind })),
  );
  const validate = createHook("validate", { input, preview, additional_data: input.additional_data });
  const merge = mergeRecordsStep(input);
  moveCartsStep(merge);
  moveOrdersStep(merge);
  moveAuthIdentitiesStep(merge);
  moveAccountHoldersStep(merge);
  completeMergeStep(merge);
  when({ merge }, (data) => data.merge.state !== "standing").then(() => {
    emitEventStep({
      eventName: CUSTOMER_MERGED,
      data: transform({ merge }, (data) => ({ id: data.merge.survivor_id, merged_id: data.merge.merged_id })),
    });
  });
  const customersMerged = createHook("customersMerged", { merge, additional_data: input.additional_data });
  return new WorkflowResponse(merge, { hooks: [validate, customersMerged] });
});

import type { AdditionalData } from "@medusajs/framework/types";
import { createHook, createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import { emitEventStep } from "@medusajs/medusa/core-flows";
import type { CustomerMerge, MergeCustomersInput } from "../../../modules/customer/merges/types";
import { CustomerEvents, type MembershipsEvent } from "../../events";
import { splitMembershipsEvents } from "../../groups/split-memberships-events";
import { unlockLoginsStep } from "../../logins/steps/unlock-logins";
import { type AssertMergeableInput, assertMergeableStep } from "../steps/assert-mergeable";
import { completeMergeStep } from "../steps/complete-merge";
import { type InspectMergeInput, inspectMergeStep, type MergePreview } from "../steps/inspect-merge";
import { type LoginLocks, lockMergeLoginsStep } from "../steps/lock-merge-logins";
import { mergeRecordsStep } from "../steps/merge-records";
import { moveAccountHoldersStep } from "../steps/move-account-holders";
import { moveAuthIdentitiesStep } from "../steps/move-auth-identities";
import { moveCartsStep } from "../steps/move-carts";
import { moveOrderTransfersStep } from "../steps/move-order-transfers";
import { moveOrdersStep } from "../steps/move-orders";

export const mergeCustomersWorkflowId = "customers-merge";

export type MergeCustomersWorkflowInput = MergeCustomersInput & InspectMergeInput & AdditionalData;

/**
 * Merges two customers: their rows, logins, payment account holders, carts, order transfers and orders.
 *
 * Fields, addresses and groups come first; then logins and account holders, with the logins of both customers locked and
 * the blockers checked again; then open carts, open order transfers, and orders. The merged customer is deleted; only a
 * rollback restores it. Its id redirects to the survivor.
 *
 * Events: `customer.merged` `{ id, merged_id }`, for a claim `customer.claimed` `{ id, guest_id }`,
 * `customer_group.customers_added` for groups that the survivor joins, and those of the module. Hooks: `validate` with
 * the preview, before the first write (its plan is null when an interrupted merge is resumed), and `customersMerged` when
 * all rows have moved. Compensation: every row is restored, in all modules; where that is impossible no row is, and the
 * job `customers-resume-merges` ends the merge.
 */
export const mergeCustomersWorkflow = createWorkflow(mergeCustomersWorkflowId, (input: MergeCustomersWorkflowInput) => {
  const preview = inspectMergeStep(input);
  assertMergeableStep(transform({ input, preview }, blockersOf));
  const validate = createHook("validate", { input, preview, additional_data: input.additional_data });
  const locks = lockMergeLoginsStep(input);
  const locked = inspectMergeStep(input).config({ name: "customers-inspect-locked-merge" });
  assertMergeableStep(transform({ input, preview: locked }, blockersOf)).config({
    name: "customers-assert-locked-mergeable",
  });
  const merge = mergeRecordsStep(transform({ input, locks }, onlyUnderLock));
  moveAuthIdentitiesStep(merge);
  moveAccountHoldersStep(merge);
  unlockLoginsStep(locks.locked);
  moveCartsStep(merge);
  moveOrderTransfersStep(merge);
  moveOrdersStep(merge);
  const customersMerged = createHook("customersMerged", { merge, additional_data: input.additional_data });
  when({ merge }, (data) => data.merge.state !== "already_merged").then(() => {
    emitEventStep({ eventName: CustomerEvents.MERGED, data: transform({ merge }, mergedEvent) });
    emitEventStep({
      eventName: CustomerEvents.CUSTOMERS_ADDED,
      data: transform({ merge }, joinedEvents),
    }).config({ name: "customers-emit-customers-added" });
    emitEventStep({ eventName: CustomerEvents.CLAIMED, data: transform({ merge }, claimedEvents) }).config({
      name: "customers-emit-customer-claimed",
    });
  });
  completeMergeStep(merge);
  return new WorkflowResponse(merge, { hooks: [validate, customersMerged] });
});

type Inspected = { input: MergeCustomersWorkflowInput; preview: MergePreview };

function blockersOf({ input: { kind, resume }, preview: { blockers } }: Inspected): AssertMergeableInput {
  return { blockers, kind, resume };
}

/** Without the locks no merge begins: an existing merge is returned. */
function onlyUnderLock({ input, locks }: { input: MergeCustomersWorkflowInput; locks: LoginLocks }) {
  return locks.is_merged ? { ...input, resume: true } : input;
}

type Merged = { merge: Omit<CustomerMerge, "plan" | "undo"> };

function mergedEvent({ merge }: Merged) {
  return { id: merge.survivor_id, merged_id: merge.merged_id };
}

function joinedEvents({ merge: { survivor_id, joined_group_ids } }: Merged): MembershipsEvent[] {
  return splitMembershipsEvents(
    joined_group_ids.map((customer_group_id) => ({ customer_group_id, customer_id: survivor_id })),
  );
}

/** None for a merge of another kind: an empty list sends nothing. */
function claimedEvents({ merge: { kind, survivor_id, merged_id } }: Merged) {
  return kind === "claim" ? [{ id: survivor_id, guest_id: merged_id }] : [];
}

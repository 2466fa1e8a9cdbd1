import type { AdditionalData } from "@medusajs/framework/types";
import { createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import { type MergeCustomersWorkflowInput, mergeCustomersWorkflow } from "../../merges/workflows/merge-customers";
import { resumeMergeWorkflow } from "../../merges/workflows/resume-merge";
import { type FindClaimInput, type FoundClaim, findClaimStep } from "../steps/find-claim";

export const claimGuestWorkflowId = "customers-claim-guest";

export type ClaimGuestWorkflowInput = FindClaimInput & { created_by?: string } & AdditionalData;

/**
 * Merges the guest of a registered customer's proven email into the account. Without a proof nothing changes.
 *
 * Idempotent: repeated and concurrent calls answer the one claim. An interrupted claim is completed first.
 *
 * Answers `{ id, guest_id }`; `guest_id` is null when there was no guest to claim.
 * Events: the merge's, `customer.claimed` among them. Hooks: the merge's. Compensation: the merge's.
 */
export const claimGuestWorkflow = createWorkflow(claimGuestWorkflowId, (input: ClaimGuestWorkflowInput) => {
  const found = findClaimStep(input);
  when({ found }, (data) => data.found.unfinished_id !== null).then(() =>
    resumeMergeWorkflow.runAsStep({
      input: transform({ found }, (data) => ({ id: data.found.unfinished_id ?? "" })),
    }),
  );
  when({ found }, (data) => data.found.is_new).then(() =>
    mergeCustomersWorkflow.runAsStep({ input: transform({ input, found }, mergeInput) }),
  );
  return new WorkflowResponse(transform({ found }, (data) => ({ id: data.found.id, guest_id: data.found.guest_id })));
});

type Known = { input: ClaimGuestWorkflowInput; found: FoundClaim };

function mergeInput({ input, found }: Known): MergeCustomersWorkflowInput {
  return {
    customer_ids: [found.id, found.guest_id ?? ""],
    survivor_id: found.id,
    kind: "claim",
    expected_email: found.email ?? "",
    leave_account_holders: true,
    created_by: input.created_by,
    additional_data: input.additional_data,
  };
}

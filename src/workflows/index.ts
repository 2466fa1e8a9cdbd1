export type { DefaultAddressChange } from "./addresses/steps/set-default-addresses";
export { setDefaultAddressesStep, setDefaultAddressesStepId } from "./addresses/steps/set-default-addresses";
export type { SnapshotCustomerAddressesInput } from "./addresses/steps/snapshot-customer-addresses";
export {
  snapshotCustomerAddressesStep,
  snapshotCustomerAddressesStepId,
} from "./addresses/steps/snapshot-customer-addresses";
export type { CreateCustomerAddressesWorkflowInput } from "./addresses/workflows/create-customer-addresses";
export {
  createCustomerAddressesWorkflow,
  createCustomerAddressesWorkflowId,
} from "./addresses/workflows/create-customer-addresses";
export type { UpdateCustomerAddressesWorkflowInput } from "./addresses/workflows/update-customer-addresses";
export {
  updateCustomerAddressesWorkflow,
  updateCustomerAddressesWorkflowId,
} from "./addresses/workflows/update-customer-addresses";
export type { ClaimGuestWorkflowInput } from "./claims/workflows/claim-guest";
export { claimGuestWorkflow, claimGuestWorkflowId } from "./claims/workflows/claim-guest";
export {
  confirmVerificationWorkflow,
  confirmVerificationWorkflowId,
} from "./claims/workflows/confirm-verification";
export { proveByResetWorkflow, proveByResetWorkflowId } from "./claims/workflows/prove-by-reset";
export { planCustomersBatchStep, planCustomersBatchStepId } from "./customers/steps/plan-customers-batch";
export type { SnapshotCustomersInput } from "./customers/steps/snapshot-customers";
export { snapshotCustomersStep, snapshotCustomersStepId } from "./customers/steps/snapshot-customers";
export { updateEachCustomerStep, updateEachCustomerStepId } from "./customers/steps/update-each-customer";
export type { BatchCustomersWorkflowInput } from "./customers/workflows/batch-customers";
export { batchCustomersWorkflow, batchCustomersWorkflowId } from "./customers/workflows/batch-customers";
export type { RemoveCustomerAccountWorkflowInput } from "./customers/workflows/remove-customer-account";
export {
  removeCustomerAccountWorkflow,
  removeCustomerAccountWorkflowId,
} from "./customers/workflows/remove-customer-account";
export type { RemoveCustomerAccountsWorkflowInput } from "./customers/workflows/remove-customer-accounts";
export {
  removeCustomerAccountsWorkflow,
  removeCustomerAccountsWorkflowId,
} from "./customers/workflows/remove-customer-accounts";
export type { UpdateCustomersWorkflowInput } from "./customers/workflows/update-customers";
export { updateCustomersWorkflow, updateCustomersWorkflowId } from "./customers/workflows/update-customers";
export type { ApproveEmailChangeWorkflowInput } from "./email-changes/workflows/approve-email-change";
export {
  approveEmailChangeWorkflow,
  approveEmailChangeWorkflowId,
} from "./email-changes/workflows/approve-email-change";
export {
  cancelEmailChangeWorkflow,
  cancelEmailChangeWorkflowId,
} from "./email-changes/workflows/cancel-email-change";
export type { ConfirmEmailChangeWorkflowInput } from "./email-changes/workflows/confirm-email-change";
export {
  confirmEmailChangeWorkflow,
  confirmEmailChangeWorkflowId,
} from "./email-changes/workflows/confirm-email-change";
export type { RequestEmailChangeWorkflowInput } from "./email-changes/workflows/request-email-change";
export {
  requestEmailChangeWorkflow,
  requestEmailChangeWorkflowId,
} from "./email-changes/workflows/request-email-change";
export type { CustomerEventData, CustomerEventName, MembershipsEvent } from "./events";
export { CustomerEvents } from "./events";
export type { ExportCustomersWorkflowInput } from "./exports/workflows/export-customers";
export { exportCustomersWorkflow, exportCustomersWorkflowId } from "./exports/workflows/export-customers";
export type {
  ChangeGroupMembershipsInput,
  GroupMembershipsResult,
} from "./groups/steps/change-group-memberships";
export {
  changeGroupMembershipsStep,
  changeGroupMembershipsStepId,
} from "./groups/steps/change-group-memberships";
export type { ChangeMembershipsInput, MembershipsChanged } from "./groups/steps/change-memberships";
export { changeMembershipsStep, changeMembershipsStepId } from "./groups/steps/change-memberships";
export { emitGroupMembershipsStep, emitGroupMembershipsStepId } from "./groups/steps/emit-group-memberships";
export type { UndoGroupChangeInput, UndoGroupChangeResult } from "./groups/steps/undo-group-change";
export { undoGroupChangeStep, undoGroupChangeStepId } from "./groups/steps/undo-group-change";
export type { BatchGroupCustomersWorkflowInput } from "./groups/workflows/batch-group-customers";
export {
  batchGroupCustomersWorkflow,
  batchGroupCustomersWorkflowId,
} from "./groups/workflows/batch-group-customers";
export type { ChangeMembershipsWorkflowInput } from "./groups/workflows/change-memberships";
export { changeMembershipsWorkflow, changeMembershipsWorkflowId } from "./groups/workflows/change-memberships";
export type { UndoGroupChangeWorkflowInput } from "./groups/workflows/undo-group-change";
export { undoGroupChangeWorkflow, undoGroupChangeWorkflowId } from "./groups/workflows/undo-group-change";
export type { CreateCartWorkflowInput } from "./guest-checkout/workflows/create-cart";
export { createCartWorkflow, createCartWorkflowId } from "./guest-checkout/workflows/create-cart";
export type { UpdateCartWorkflowInput } from "./guest-checkout/workflows/update-cart";
export { updateCartWorkflow, updateCartWorkflowId } from "./guest-checkout/workflows/update-cart";
export type { NameGuestWorkflowInput } from "./guests/workflows/name-guest";
export { nameGuestWorkflow, nameGuestWorkflowId } from "./guests/workflows/name-guest";
export type { CancelImportWorkflowInput } from "./imports/workflows/cancel-import";
export { cancelImportWorkflow, cancelImportWorkflowId } from "./imports/workflows/cancel-import";
export type { ConfirmImportWorkflowInput } from "./imports/workflows/confirm-import";
export { confirmImportWorkflow, confirmImportWorkflowId } from "./imports/workflows/confirm-import";
export type { ImportCustomersWorkflowInput } from "./imports/workflows/import-customers";
export { importCustomersWorkflow, importCustomersWorkflowId } from "./imports/workflows/import-customers";
export type { AcceptInvitationWorkflowInput } from "./invitations/workflows/accept-invitation";
export {
  acceptInvitationWorkflow,
  acceptInvitationWorkflowId,
} from "./invitations/workflows/accept-invitation";
export type { AcknowledgeInvitationsWorkflowInput } from "./invitations/workflows/acknowledge-invitations";
export {
  acknowledgeInvitationsWorkflow,
  acknowledgeInvitationsWorkflowId,
} from "./invitations/workflows/acknowledge-invitations";
export {
  cancelInvitationWorkflow,
  cancelInvitationWorkflowId,
} from "./invitations/workflows/cancel-invitation";
export type { InviteCustomersWorkflowInput } from "./invitations/workflows/invite-customers";
export { inviteCustomersWorkflow, inviteCustomersWorkflowId } from "./invitations/workflows/invite-customers";
export type { ReleaseInvitationsWorkflowInput } from "./invitations/workflows/release-invitations";
export {
  releaseInvitationsWorkflow,
  releaseInvitationsWorkflowId,
} from "./invitations/workflows/release-invitations";
export type { DetachAuthIdentitiesInput } from "./logins/steps/detach-auth-identities";
export { detachAuthIdentitiesStep, detachAuthIdentitiesStepId } from "./logins/steps/detach-auth-identities";
export type { LinkLoginWorkflowInput } from "./logins/workflows/link-login";
export { linkLoginWorkflow, linkLoginWorkflowId } from "./logins/workflows/link-login";
export type { UnlinkLoginWorkflowInput } from "./logins/workflows/unlink-login";
export { unlinkLoginWorkflow, unlinkLoginWorkflowId } from "./logins/workflows/unlink-login";
export type { MergeCustomersWorkflowInput } from "./merges/workflows/merge-customers";
export {
  mergeCustomersWorkflow,
  mergeCustomersWorkflowId,
} from "./merges/workflows/merge-customers";
export { previewMergeWorkflow, previewMergeWorkflowId } from "./merges/workflows/preview-merge";

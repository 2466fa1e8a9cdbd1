export type { DetachAuthIdentitiesInput } from "./customer/steps/detach-auth-identities";
export { detachAuthIdentitiesStep, detachAuthIdentitiesStepId } from "./customer/steps/detach-auth-identities";
export { planCustomersBatchStep, planCustomersBatchStepId } from "./customer/steps/plan-customers-batch";
export type { PreserveCustomersInput } from "./customer/steps/preserve-customers";
export { preserveCustomersStep, preserveCustomersStepId } from "./customer/steps/preserve-customers";
export type { RefuseUnfinishedMergesInput } from "./customer/steps/refuse-unfinished-merges";
export { refuseUnfinishedMergesStep, refuseUnfinishedMergesStepId } from "./customer/steps/refuse-unfinished-merges";
export { updateEachCustomerStep, updateEachCustomerStepId } from "./customer/steps/update-each-customer";
export type { BatchCustomersWorkflowInput } from "./customer/workflows/batch-customers";
export { batchCustomersWorkflow, batchCustomersWorkflowId } from "./customer/workflows/batch-customers";
export type { RemoveCustomerAccountWorkflowInput } from "./customer/workflows/remove-customer-account";
export {
  removeCustomerAccountWorkflow,
  removeCustomerAccountWorkflowId,
} from "./customer/workflows/remove-customer-account";
export type { RemoveCustomerAccountsWorkflowInput } from "./customer/workflows/remove-customer-accounts";
export {
  removeCustomerAccountsWorkflow,
  removeCustomerAccountsWorkflowId,
} from "./customer/workflows/remove-customer-accounts";
export type { UpdateCustomersWorkflowInput } from "./customer/workflows/update-customers";
export { updateCustomersWorkflow, updateCustomersWorkflowId } from "./customer/workflows/update-customers";
export type { PreserveCustomerAddressesInput } from "./customer-address/steps/preserve-customer-addresses";
export {
  preserveCustomerAddressesStep,
  preserveCustomerAddressesStepId,
} from "./customer-address/steps/preserve-customer-addresses";
export type { DefaultAddressChange } from "./customer-address/steps/set-default-addresses";
export { setDefaultAddressesStep, setDefaultAddressesStepId } from "./customer-address/steps/set-default-addresses";
export type { CreateCustomerAddressesWorkflowInput } from "./customer-address/workflows/create-customer-addresses";
export {
  createCustomerAddressesWorkflow,
  createCustomerAddressesWorkflowId,
} from "./customer-address/workflows/create-customer-addresses";
export type { UpdateCustomerAddressesWorkflowInput } from "./customer-address/workflows/update-customer-addresses";
export {
  updateCustomerAddressesWorkflow,
  updateCustomerAddressesWorkflowId,
} from "./customer-address/workflows/update-customer-addresses";
export type { FindClaimInput, FoundClaim } from "./customer-claim/steps/find-claim";
export { findClaimStep, findClaimStepId } from "./customer-claim/steps/find-claim";
export type { ResetLogin } from "./customer-claim/steps/find-reset-proof";
export { findResetProofStep, findResetProofStepId } from "./customer-claim/steps/find-reset-proof";
export type { ClaimGuestWorkflowInput } from "./customer-claim/workflows/claim-guest";
export { claimGuestWorkflow, claimGuestWorkflowId } from "./customer-claim/workflows/claim-guest";
export {
  confirmVerificationWorkflow,
  confirmVerificationWorkflowId,
  EMAIL_VERIFIED,
} from "./customer-claim/workflows/confirm-verification";
export { proveByResetWorkflow, proveByResetWorkflowId } from "./customer-claim/workflows/prove-by-reset";
export { CustomerExportEvents } from "./customer-export/announce-export";
export type { CreateExportInput } from "./customer-export/steps/create-export";
export { createExportStep, createExportStepId } from "./customer-export/steps/create-export";
export { expireExportsStep, expireExportsStepId } from "./customer-export/steps/expire-exports";
export type { WrittenExport } from "./customer-export/steps/write-export";
export { writeExportStep, writeExportStepId } from "./customer-export/steps/write-export";
export { expireExportsWorkflow, expireExportsWorkflowId } from "./customer-export/workflows/expire-exports";
export type { ExportCustomersWorkflowInput } from "./customer-export/workflows/export-customers";
export { exportCustomersWorkflow, exportCustomersWorkflowId } from "./customer-export/workflows/export-customers";
export type { ResumeExportWorkflowInput } from "./customer-export/workflows/resume-export";
export { resumeExportWorkflow, resumeExportWorkflowId } from "./customer-export/workflows/resume-export";
export type { MembershipsEvent } from "./customer-group/events";
export { CustomerGroupMembershipEvents } from "./customer-group/events";
export type {
  ChangeGroupMembershipsInput,
  GroupMembershipsResult,
} from "./customer-group/steps/change-group-memberships";
export {
  changeGroupMembershipsStep,
  changeGroupMembershipsStepId,
} from "./customer-group/steps/change-group-memberships";
export type { ChangeMembershipsInput, MembershipsChanged } from "./customer-group/steps/change-memberships";
export { changeMembershipsStep, changeMembershipsStepId } from "./customer-group/steps/change-memberships";
export { emitGroupMembershipsStep, emitGroupMembershipsStepId } from "./customer-group/steps/emit-group-memberships";
export type { BatchGroupCustomersWorkflowInput } from "./customer-group/workflows/batch-group-customers";
export {
  batchGroupCustomersWorkflow,
  batchGroupCustomersWorkflowId,
} from "./customer-group/workflows/batch-group-customers";
export type { ChangeMembershipsWorkflowInput } from "./customer-group/workflows/change-memberships";
export { changeMembershipsWorkflow, changeMembershipsWorkflowId } from "./customer-group/workflows/change-memberships";
export { CustomerImportEvents } from "./customer-import/announce-import";
export { cancelImportStep, cancelImportStepId } from "./customer-import/steps/cancel-import";
export { confirmImportStep, confirmImportStepId } from "./customer-import/steps/confirm-import";
export type { CreateImportInput } from "./customer-import/steps/create-import";
export { createImportStep, createImportStepId } from "./customer-import/steps/create-import";
export { expireImportsStep, expireImportsStepId } from "./customer-import/steps/expire-imports";
export type { ProcessedImport } from "./customer-import/steps/process-import";
export { processImportStep, processImportStepId } from "./customer-import/steps/process-import";
export type { AnnounceImportWorkflowInput } from "./customer-import/workflows/announce-import";
export { announceImportWorkflow, announceImportWorkflowId } from "./customer-import/workflows/announce-import";
export type { CancelImportWorkflowInput } from "./customer-import/workflows/cancel-import";
export { cancelImportWorkflow, cancelImportWorkflowId } from "./customer-import/workflows/cancel-import";
export type { ConfirmImportWorkflowInput } from "./customer-import/workflows/confirm-import";
export { confirmImportWorkflow, confirmImportWorkflowId } from "./customer-import/workflows/confirm-import";
export { expireImportsWorkflow, expireImportsWorkflowId } from "./customer-import/workflows/expire-imports";
export type { ImportCustomersWorkflowInput } from "./customer-import/workflows/import-customers";
export { importCustomersWorkflow, importCustomersWorkflowId } from "./customer-import/workflows/import-customers";
export type { ResumeImportWorkflowInput } from "./customer-import/workflows/resume-import";
export { resumeImportWorkflow, resumeImportWorkflowId } from "./customer-import/workflows/resume-import";
export type { AcknowledgeInvitationsInput } from "./customer-invitation/steps/acknowledge-invitations";
export {
  acknowledgeInvitationsStep,
  acknowledgeInvitationsStepId,
} from "./customer-invitation/steps/acknowledge-invitations";
export type { CancelInvitationInput } from "./customer-invitation/steps/cancel-invitation";
export { cancelInvitationStep, cancelInvitationStepId } from "./customer-invitation/steps/cancel-invitation";
export type { CheckInvitedAddressInput } from "./customer-invitation/steps/check-invited-address";
export { checkInvitedAddressStep, checkInvitedAddressStepId } from "./customer-invitation/steps/check-invited-address";
export type { CheckInviteesInput } from "./customer-invitation/steps/check-invitees";
export { checkInviteesStep, checkInviteesStepId } from "./customer-invitation/steps/check-invitees";
export type { ClaimInvitationInput } from "./customer-invitation/steps/claim-invitation";
export { claimInvitationStep, claimInvitationStepId } from "./customer-invitation/steps/claim-invitation";
export type { CreateEmailpassLoginInput } from "./customer-invitation/steps/create-emailpass-login";
export {
  createEmailpassLoginStep,
  createEmailpassLoginStepId,
} from "./customer-invitation/steps/create-emailpass-login";
export type { CreateInvitationsInput } from "./customer-invitation/steps/create-invitations";
export { createInvitationsStep, createInvitationsStepId } from "./customer-invitation/steps/create-invitations";
export {
  CUSTOMER_INVITED,
  deliverInvitationsStep,
  deliverInvitationsStepId,
  INVITATIONS_A_RUN,
} from "./customer-invitation/steps/deliver-invitations";
export { findInvitedCustomerStep, findInvitedCustomerStepId } from "./customer-invitation/steps/find-invited-customer";
export type { ReleaseInvitationsInput } from "./customer-invitation/steps/release-invitations";
export { releaseInvitationsStep, releaseInvitationsStepId } from "./customer-invitation/steps/release-invitations";
export type { AcceptInvitationWorkflowInput } from "./customer-invitation/workflows/accept-invitation";
export {
  acceptInvitationWorkflow,
  acceptInvitationWorkflowId,
  INVITATION_ACCEPTED,
} from "./customer-invitation/workflows/accept-invitation";
export type { AcknowledgeInvitationsWorkflowInput } from "./customer-invitation/workflows/acknowledge-invitations";
export {
  acknowledgeInvitationsWorkflow,
  acknowledgeInvitationsWorkflowId,
} from "./customer-invitation/workflows/acknowledge-invitations";
export {
  cancelInvitationWorkflow,
  cancelInvitationWorkflowId,
} from "./customer-invitation/workflows/cancel-invitation";
export type { InviteCustomersWorkflowInput } from "./customer-invitation/workflows/invite-customers";
export { inviteCustomersWorkflow, inviteCustomersWorkflowId } from "./customer-invitation/workflows/invite-customers";
export type { ReleaseInvitationsWorkflowInput } from "./customer-invitation/workflows/release-invitations";
export {
  releaseInvitationsWorkflow,
  releaseInvitationsWorkflowId,
} from "./customer-invitation/workflows/release-invitations";
export { sendInvitationsWorkflow, sendInvitationsWorkflowId } from "./customer-invitation/workflows/send-invitations";
export type { InspectMergeInput, MergeMoves, MergePreview } from "./customer-merge/steps/inspect-merge";
export type { MergeCustomersWorkflowInput } from "./customer-merge/workflows/merge-customers";
export {
  CUSTOMER_CLAIMED,
  CUSTOMER_MERGED,
  mergeCustomersWorkflow,
  mergeCustomersWorkflowId,
} from "./customer-merge/workflows/merge-customers";
export { previewMergeWorkflow, previewMergeWorkflowId } from "./customer-merge/workflows/preview-merge";
export type { ResumeMergeWorkflowInput } from "./customer-merge/workflows/resume-merge";
export { resumeMergeWorkflow, resumeMergeWorkflowId } from "./customer-merge/workflows/resume-merge";
export type { SettleMergeWorkflowInput } from "./customer-merge/workflows/settle-merge";
export { settleMergeWorkflow, settleMergeWorkflowId } from "./customer-merge/workflows/settle-merge";
export type { ApproveEmailChangeInput } from "./email-change/steps/approve-email-change";
export { approveEmailChangeStep, approveEmailChangeStepId } from "./email-change/steps/approve-email-change";
export type { CancelEmailChangeInput } from "./email-change/steps/cancel-email-change";
export { cancelEmailChangeStep, cancelEmailChangeStepId } from "./email-change/steps/cancel-email-change";
export type { CheckNewEmailInput } from "./email-change/steps/check-new-email";
export { checkNewEmailStep, checkNewEmailStepId } from "./email-change/steps/check-new-email";
export type { ClaimEmailChangeInput } from "./email-change/steps/claim-email-change";
export { claimEmailChangeStep, claimEmailChangeStepId } from "./email-change/steps/claim-email-change";
export type { CreateEmailChangeInput } from "./email-change/steps/create-email-change";
export { createEmailChangeStep, createEmailChangeStepId } from "./email-change/steps/create-email-change";
export type { LookForHolderInput } from "./email-change/steps/look-for-holder";
export { lookForHolderStep, lookForHolderStepId } from "./email-change/steps/look-for-holder";
export type { MoveLoginInput } from "./email-change/steps/move-login";
export { moveLoginStep, moveLoginStepId } from "./email-change/steps/move-login";
export type { RecordEmailProofInput } from "./email-change/steps/record-email-proof";
export { recordEmailProofStep, recordEmailProofStepId } from "./email-change/steps/record-email-proof";
export type { VoidEmailChangeInput } from "./email-change/steps/void-email-change";
export { voidEmailChangeStep, voidEmailChangeStepId } from "./email-change/steps/void-email-change";
export type { WriteNewEmailInput } from "./email-change/steps/write-new-email";
export { writeNewEmailStep, writeNewEmailStepId } from "./email-change/steps/write-new-email";
export type { ApproveEmailChangeWorkflowInput } from "./email-change/workflows/approve-email-change";
export {
  approveEmailChangeWorkflow,
  approveEmailChangeWorkflowId,
} from "./email-change/workflows/approve-email-change";
export {
  cancelEmailChangeWorkflow,
  cancelEmailChangeWorkflowId,
} from "./email-change/workflows/cancel-email-change";
export type { ConfirmEmailChangeWorkflowInput } from "./email-change/workflows/confirm-email-change";
export {
  confirmEmailChangeWorkflow,
  confirmEmailChangeWorkflowId,
  EMAIL_CHANGED,
} from "./email-change/workflows/confirm-email-change";
export type { RequestEmailChangeWorkflowInput } from "./email-change/workflows/request-email-change";
export {
  EMAIL_CHANGE_APPROVAL_REQUESTED,
  EMAIL_CHANGE_REQUESTED,
  requestEmailChangeWorkflow,
  requestEmailChangeWorkflowId,
} from "./email-change/workflows/request-email-change";
export type { EmailOfNobodysCartInput } from "./guest-checkout/steps/email-of-nobodys-cart";
export { emailOfNobodysCartStep, emailOfNobodysCartStepId } from "./guest-checkout/steps/email-of-nobodys-cart";
export type { FindCheckoutCustomerInput } from "./guest-checkout/steps/find-checkout-customer";
export { findCheckoutCustomerStep, findCheckoutCustomerStepId } from "./guest-checkout/steps/find-checkout-customer";
export type { HeldCart, HoldCartInput } from "./guest-checkout/steps/hold-cart";
export { holdCartStep, holdCartStepId } from "./guest-checkout/steps/hold-cart";
export type { CreateCartWorkflowInput } from "./guest-checkout/workflows/create-cart";
export { createCartWorkflow, createCartWorkflowId } from "./guest-checkout/workflows/create-cart";
export type { UpdateCartWorkflowInput } from "./guest-checkout/workflows/update-cart";
export { updateCartWorkflow, updateCartWorkflowId } from "./guest-checkout/workflows/update-cart";
export type { HeldLogins } from "./login/hold-logins";
export { assertLoginLeftStep, assertLoginLeftStepId } from "./login/steps/assert-login-left";
export { attachLoginStep, attachLoginStepId } from "./login/steps/attach-login";
export type { LoginLink } from "./login/steps/check-login-link";
export { checkLoginLinkStep, checkLoginLinkStepId } from "./login/steps/check-login-link";
export type { DeleteLoginsInput } from "./login/steps/delete-logins";
export { deleteLoginsStep, deleteLoginsStepId } from "./login/steps/delete-logins";
export type { HoldLoginsInput } from "./login/steps/hold-logins";
export { holdLoginsStep, holdLoginsStepId } from "./login/steps/hold-logins";
export type { LoginUnlink, LoginUnlinkPlan } from "./login/steps/plan-login-unlink";
export { planLoginUnlinkStep, planLoginUnlinkStepId } from "./login/steps/plan-login-unlink";
export { unlockLoginsStep, unlockLoginsStepId } from "./login/steps/unlock-logins";
export type { LinkLoginWorkflowInput } from "./login/workflows/link-login";
export { LOGIN_LINKED, linkLoginWorkflow, linkLoginWorkflowId } from "./login/workflows/link-login";
export type { UnlinkLoginWorkflowInput } from "./login/workflows/unlink-login";
export { LOGIN_UNLINKED, unlinkLoginWorkflow, unlinkLoginWorkflowId } from "./login/workflows/unlink-login";

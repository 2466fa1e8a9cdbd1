export type { PreserveCustomerAddressesInput } from "./addresses/steps/preserve-customer-addresses";
export {
  preserveCustomerAddressesStep,
  preserveCustomerAddressesStepId,
} from "./addresses/steps/preserve-customer-addresses";
export type { DefaultAddressChange } from "./addresses/steps/set-default-addresses";
export { setDefaultAddressesStep, setDefaultAddressesStepId } from "./addresses/steps/set-default-addresses";
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
export type { FindClaimInput, FoundClaim } from "./claims/steps/find-claim";
export { findClaimStep, findClaimStepId } from "./claims/steps/find-claim";
export type { ResetLogin } from "./claims/steps/find-reset-proof";
export { findResetProofStep, findResetProofStepId } from "./claims/steps/find-reset-proof";
export type { ClaimGuestWorkflowInput } from "./claims/workflows/claim-guest";
export { claimGuestWorkflow, claimGuestWorkflowId } from "./claims/workflows/claim-guest";
export {
  confirmVerificationWorkflow,
  confirmVerificationWorkflowId,
} from "./claims/workflows/confirm-verification";
export { proveByResetWorkflow, proveByResetWorkflowId } from "./claims/workflows/prove-by-reset";
export { planCustomersBatchStep, planCustomersBatchStepId } from "./customers/steps/plan-customers-batch";
export type { PreserveCustomersInput } from "./customers/steps/preserve-customers";
export { preserveCustomersStep, preserveCustomersStepId } from "./customers/steps/preserve-customers";
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
export type { ApproveEmailChangeInput } from "./email-changes/steps/approve-email-change";
export { approveEmailChangeStep, approveEmailChangeStepId } from "./email-changes/steps/approve-email-change";
export type { CancelEmailChangeInput } from "./email-changes/steps/cancel-email-change";
export { cancelEmailChangeStep, cancelEmailChangeStepId } from "./email-changes/steps/cancel-email-change";
export type { CheckEmailAvailabilityInput } from "./email-changes/steps/check-email-availability";
export {
  checkEmailAvailabilityStep,
  checkEmailAvailabilityStepId,
} from "./email-changes/steps/check-email-availability";
export type { CheckNewEmailInput } from "./email-changes/steps/check-new-email";
export { checkNewEmailStep, checkNewEmailStepId } from "./email-changes/steps/check-new-email";
export type { CreateEmailChangeInput } from "./email-changes/steps/create-email-change";
export { createEmailChangeStep, createEmailChangeStepId } from "./email-changes/steps/create-email-change";
export type { MoveLoginInput } from "./email-changes/steps/move-login";
export { moveLoginStep, moveLoginStepId } from "./email-changes/steps/move-login";
export type { RedeemEmailChangeInput } from "./email-changes/steps/redeem-email-change";
export { redeemEmailChangeStep, redeemEmailChangeStepId } from "./email-changes/steps/redeem-email-change";
export type { VoidEmailChangeInput } from "./email-changes/steps/void-email-change";
export { voidEmailChangeStep, voidEmailChangeStepId } from "./email-changes/steps/void-email-change";
export type { WriteNewEmailInput } from "./email-changes/steps/write-new-email";
export { writeNewEmailStep, writeNewEmailStepId } from "./email-changes/steps/write-new-email";
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
export type { CreateExportInput } from "./exports/steps/create-export";
export { createExportStep, createExportStepId } from "./exports/steps/create-export";
export { expireExportsStep, expireExportsStepId } from "./exports/steps/expire-exports";
export type { WrittenExport } from "./exports/steps/write-export";
export { writeExportStep, writeExportStepId } from "./exports/steps/write-export";
export { expireExportsWorkflow, expireExportsWorkflowId } from "./exports/workflows/expire-exports";
export type { ExportCustomersWorkflowInput } from "./exports/workflows/export-customers";
export { exportCustomersWorkflow, exportCustomersWorkflowId } from "./exports/workflows/export-customers";
export type { ResumeExportWorkflowInput } from "./exports/workflows/resume-export";
export { resumeExportWorkflow, resumeExportWorkflowId } from "./exports/workflows/resume-export";
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
export type { BatchGroupCustomersWorkflowInput } from "./groups/workflows/batch-group-customers";
export {
  batchGroupCustomersWorkflow,
  batchGroupCustomersWorkflowId,
} from "./groups/workflows/batch-group-customers";
export type { ChangeMembershipsWorkflowInput } from "./groups/workflows/change-memberships";
export { changeMembershipsWorkflow, changeMembershipsWorkflowId } from "./groups/workflows/change-memberships";
export type { FindCheckoutCustomerInput } from "./guest-checkout/steps/find-checkout-customer";
export { findCheckoutCustomerStep, findCheckoutCustomerStepId } from "./guest-checkout/steps/find-checkout-customer";
export type { LockCartInput, LockedCart as HeldCart } from "./guest-checkout/steps/lock-cart";
export { lockCartStep, lockCartStepId } from "./guest-checkout/steps/lock-cart";
export type { ResolveGuestCartEmailInput as EmailOfNobodysCartInput } from "./guest-checkout/steps/resolve-guest-cart-email";
export {
  resolveGuestCartEmailStep,
  resolveGuestCartEmailStepId,
} from "./guest-checkout/steps/resolve-guest-cart-email";
export type { CreateCartWorkflowInput } from "./guest-checkout/workflows/create-cart";
export { createCartWorkflow, createCartWorkflowId } from "./guest-checkout/workflows/create-cart";
export type { UpdateCartWorkflowInput } from "./guest-checkout/workflows/update-cart";
export { updateCartWorkflow, updateCartWorkflowId } from "./guest-checkout/workflows/update-cart";
export type { NameGuestWorkflowInput } from "./guests/workflows/name-guest";
export { nameGuestWorkflow, nameGuestWorkflowId } from "./guests/workflows/name-guest";
export { cancelImportStep, cancelImportStepId } from "./imports/steps/cancel-import";
export { confirmImportStep, confirmImportStepId } from "./imports/steps/confirm-import";
export type { CreateImportInput } from "./imports/steps/create-import";
export { createImportStep, createImportStepId } from "./imports/steps/create-import";
export { expireImportsStep, expireImportsStepId } from "./imports/steps/expire-imports";
export type { ProcessedImport } from "./imports/steps/process-import";
export { processImportStep, processImportStepId } from "./imports/steps/process-import";
export type { AnnounceImportWorkflowInput } from "./imports/workflows/announce-import";
export { announceImportWorkflow, announceImportWorkflowId } from "./imports/workflows/announce-import";
export type { CancelImportWorkflowInput } from "./imports/workflows/cancel-import";
export { cancelImportWorkflow, cancelImportWorkflowId } from "./imports/workflows/cancel-import";
export type { ConfirmImportWorkflowInput } from "./imports/workflows/confirm-import";
export { confirmImportWorkflow, confirmImportWorkflowId } from "./imports/workflows/confirm-import";
export { expireImportsWorkflow, expireImportsWorkflowId } from "./imports/workflows/expire-imports";
export type { ImportCustomersWorkflowInput } from "./imports/workflows/import-customers";
export { importCustomersWorkflow, importCustomersWorkflowId } from "./imports/workflows/import-customers";
export type { ResumeImportWorkflowInput } from "./imports/workflows/resume-import";
export { resumeImportWorkflow, resumeImportWorkflowId } from "./imports/workflows/resume-import";
export type { AcknowledgeInvitationsInput } from "./invitations/steps/acknowledge-invitations";
export {
  acknowledgeInvitationsStep,
  acknowledgeInvitationsStepId,
} from "./invitations/steps/acknowledge-invitations";
export type { CancelInvitationInput } from "./invitations/steps/cancel-invitation";
export { cancelInvitationStep, cancelInvitationStepId } from "./invitations/steps/cancel-invitation";
export type { CheckInvitedEmailInput } from "./invitations/steps/check-invited-email";
export { checkInvitedEmailStep, checkInvitedEmailStepId } from "./invitations/steps/check-invited-email";
export type { CheckInviteesInput } from "./invitations/steps/check-invitees";
export { checkInviteesStep, checkInviteesStepId } from "./invitations/steps/check-invitees";
export type { CreateEmailpassLoginInput } from "./invitations/steps/create-emailpass-login";
export {
  createEmailpassLoginStep,
  createEmailpassLoginStepId,
} from "./invitations/steps/create-emailpass-login";
export type { CreateInvitationsInput } from "./invitations/steps/create-invitations";
export { createInvitationsStep, createInvitationsStepId } from "./invitations/steps/create-invitations";
export {
  deliverInvitationsStep,
  deliverInvitationsStepId,
  INVITATIONS_PER_RUN,
} from "./invitations/steps/deliver-invitations";
export { findInvitedCustomerStep, findInvitedCustomerStepId } from "./invitations/steps/find-invited-customer";
export type { RedeemInvitationInput } from "./invitations/steps/redeem-invitation";
export { redeemInvitationStep, redeemInvitationStepId } from "./invitations/steps/redeem-invitation";
export type { ReleaseInvitationsInput } from "./invitations/steps/release-invitations";
export { releaseInvitationsStep, releaseInvitationsStepId } from "./invitations/steps/release-invitations";
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
export { sendInvitationsWorkflow, sendInvitationsWorkflowId } from "./invitations/workflows/send-invitations";
export type { LockedLogins } from "./logins/lock-logins";
export { assertOtherLoginStep, assertOtherLoginStepId } from "./logins/steps/assert-other-login";
export { attachLoginStep, attachLoginStepId } from "./logins/steps/attach-login";
export type { LoginLink } from "./logins/steps/check-login-link";
export { checkLoginLinkStep, checkLoginLinkStepId } from "./logins/steps/check-login-link";
export type { DeleteLoginsInput } from "./logins/steps/delete-logins";
export { deleteLoginsStep, deleteLoginsStepId } from "./logins/steps/delete-logins";
export type { DetachAuthIdentitiesInput } from "./logins/steps/detach-auth-identities";
export { detachAuthIdentitiesStep, detachAuthIdentitiesStepId } from "./logins/steps/detach-auth-identities";
export type { LockLoginsInput } from "./logins/steps/lock-logins";
export { lockLoginsStep, lockLoginsStepId } from "./logins/steps/lock-logins";
export type { LoginUnlink, LoginUnlinkPlan } from "./logins/steps/plan-login-unlink";
export { planLoginUnlinkStep, planLoginUnlinkStepId } from "./logins/steps/plan-login-unlink";
export type { RecordEmailVerificationInput } from "./logins/steps/record-email-verification";
export { recordEmailVerificationStep, recordEmailVerificationStepId } from "./logins/steps/record-email-verification";
export { unlockLoginsStep, unlockLoginsStepId } from "./logins/steps/unlock-logins";
export type { LinkLoginWorkflowInput } from "./logins/workflows/link-login";
export { linkLoginWorkflow, linkLoginWorkflowId } from "./logins/workflows/link-login";
export type { UnlinkLoginWorkflowInput } from "./logins/workflows/unlink-login";
export { unlinkLoginWorkflow, unlinkLoginWorkflowId } from "./logins/workflows/unlink-login";
export type { AssertNoUnfinishedMergesInput } from "./merges/steps/assert-no-unfinished-merges";
export {
  assertNoUnfinishedMergesStep,
  assertNoUnfinishedMergesStepId,
} from "./merges/steps/assert-no-unfinished-merges";
export type { InspectMergeInput, MergeMoves, MergePreview } from "./merges/steps/inspect-merge";
export type { MergeCustomersWorkflowInput } from "./merges/workflows/merge-customers";
export {
  mergeCustomersWorkflow,
  mergeCustomersWorkflowId,
} from "./merges/workflows/merge-customers";
export { previewMergeWorkflow, previewMergeWorkflowId } from "./merges/workflows/preview-merge";
export type { RecheckMergeWorkflowInput } from "./merges/workflows/recheck-merge";
export { recheckMergeWorkflow, recheckMergeWorkflowId } from "./merges/workflows/recheck-merge";
export type { ResumeMergeWorkflowInput } from "./merges/workflows/resume-merge";
export { resumeMergeWorkflow, resumeMergeWorkflowId } from "./merges/workflows/resume-merge";

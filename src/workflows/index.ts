export type { DetachAuthIdentitiesInput } from "./customer/steps/detach-auth-identities";
export { detachAuthIdentitiesStep, detachAuthIdentitiesStepId } from "./customer/steps/detach-auth-identities";
export type { PreserveCustomersInput } from "./customer/steps/preserve-customers";
export { preserveCustomersStep, preserveCustomersStepId } from "./customer/steps/preserve-customers";
export type { RemoveCustomerAccountWorkflowInput } from "./customer/workflows/remove-customer-account";
export {
  removeCustomerAccountWorkflow,
  removeCustomerAccountWorkflowId,
} from "./customer/workflows/remove-customer-account";
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
export type { ClaimGuestWorkflowInput } from "./customer-claim/workflows/claim-guest";
export { CUSTOMER_CLAIMED, claimGuestWorkflow, claimGuestWorkflowId } from "./customer-claim/workflows/claim-guest";
export {
  confirmVerificationWorkflow,
  confirmVerificationWorkflowId,
  EMAIL_VERIFIED,
} from "./customer-claim/workflows/confirm-verification";
export type { ChangeMembershipsInput } from "./customer-group/steps/change-memberships";
export { changeMembershipsStep, changeMembershipsStepId } from "./customer-group/steps/change-memberships";
export { changeMembershipsWorkflow, changeMembershipsWorkflowId } from "./customer-group/workflows/change-memberships";
export type { InspectMergeInput, MergeMoves, MergePreview } from "./customer-merge/steps/inspect-merge";
export type { MergeCustomersWorkflowInput } from "./customer-merge/workflows/merge-customers";
export {
  CUSTOMER_MERGED,
  mergeCustomersWorkflow,
  mergeCustomersWorkflowId,
} from "./customer-merge/workflows/merge-customers";
export { previewMergeWorkflow, previewMergeWorkflowId } from "./customer-merge/workflows/preview-merge";

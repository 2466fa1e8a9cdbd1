export { checkCustomersBatchStep, checkCustomersBatchStepId } from "./customer/steps/check-customers-batch";
export type { DetachAuthIdentitiesInput } from "./customer/steps/detach-auth-identities";
export { detachAuthIdentitiesStep, detachAuthIdentitiesStepId } from "./customer/steps/detach-auth-identities";
export type { PreserveCustomersInput } from "./customer/steps/preserve-customers";
export { preserveCustomersStep, preserveCustomersStepId } from "./customer/steps/preserve-customers";
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

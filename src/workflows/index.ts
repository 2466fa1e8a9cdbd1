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
export type { ChangeMembershipsInput } from "./customer-group/steps/change-memberships";
export { changeMembershipsStep, changeMembershipsStepId } from "./customer-group/steps/change-memberships";
export { changeMembershipsWorkflow, changeMembershipsWorkflowId } from "./customer-group/workflows/change-memberships";

export type { CustomerModuleAdditions } from "./medusa/customer-types";
export type { EmailChange } from "./modules/customer/email-changes/email-change";
export type { CustomerFeatures } from "./modules/customer/features";
export type { CustomerInvitation } from "./modules/customer/invitations/invitation";
export type { CustomersOptions } from "./modules/customer/options";
export type { default as CustomerModuleService } from "./modules/customer/service";
export { withCustomers } from "./with-customers";

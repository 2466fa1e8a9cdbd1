export type { CustomerModuleAdditions } from "./medusa/customer-types";
export type { EmailChange } from "./modules/customer/email-changes/email-change";
export type { CustomerInvitation } from "./modules/customer/invitations/invitation";
export type { CustomersOptions } from "./modules/customer/options";
export { withCustomers } from "./with-customers";

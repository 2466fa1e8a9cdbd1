export type { CustomersOptions } from "./modules/customer/options";
export { withCustomers } from "./with-customers";

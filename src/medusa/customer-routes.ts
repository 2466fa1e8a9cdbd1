/** What core's routes of customers check and select. Ours take the same `fields`, filters and bodies. */
export {
  listTransformQueryConfig,
  retrieveTransformQueryConfig,
} from "@medusajs/medusa/api/admin/customers/query-config";
export {
  AdminCustomerParams,
  AdminCustomersParams,
  CreateCustomer,
  UpdateCustomer,
} from "@medusajs/medusa/api/admin/customers/validators";
export { retrieveTransformQueryConfig as storeRetrieveTransformQueryConfig } from "@medusajs/medusa/api/store/customers/query-config";
export { StoreGetCustomerParams } from "@medusajs/medusa/api/store/customers/validators";
export { WithAdditionalData } from "@medusajs/medusa/api/utils/validators";

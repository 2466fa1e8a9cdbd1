/** The validators and default fields of core's customer routes. Our routes accept the same `fields`, filters and bodies. */
export {
  listTransformQueryConfig,
  retrieveTransformQueryConfig,
} from "@medusajs/medusa/api/admin/customers/query-config";
export {
  AdminCustomerParams,
  AdminCustomersParams,
  AdminCustomersParamsFields,
  CreateCustomer,
  UpdateCustomer,
} from "@medusajs/medusa/api/admin/customers/validators";
export { retrieveTransformQueryConfig as storeRetrieveTransformQueryConfig } from "@medusajs/medusa/api/store/customers/query-config";
export { StoreGetCustomerParams } from "@medusajs/medusa/api/store/customers/validators";
export { applyAndAndOrOperators, booleanString } from "@medusajs/medusa/api/utils/common-validators/common";
export { createOperatorMap, WithAdditionalData } from "@medusajs/medusa/api/utils/validators";

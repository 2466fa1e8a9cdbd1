import type { Context, CustomerDTO, FindConfig } from "@medusajs/framework/types";
import type { AddressPurpose, ChangedAddress } from "../modules/customer/addresses/set-default-address.sql";
import type { CustomerFeatures } from "../modules/customer/features";
import type { CustomerPage, CustomerPageRequest } from "../modules/customer/listing/listing-service";

/** What this plugin's customer module has beside core's contract. */
export interface CustomerModuleAdditions extends CustomerFeatures {
  listCustomersPage(
    request?: CustomerPageRequest,
    config?: FindConfig<CustomerDTO>,
    sharedContext?: Context,
  ): Promise<CustomerPage>;
  setDefaultAddress(
    customerId: string,
    addressId: string | null,
    purpose: AddressPurpose,
    sharedContext?: Context,
  ): Promise<ChangedAddress[]>;
}

/**
 * Types `container.resolve(Modules.CUSTOMER)` in a store. Medusa's map of its container has the contract under `customer`, and
 * a second declaration of that key would be an error; hence the contract itself is extended.
 */
declare module "@medusajs/framework/types" {
  interface ICustomerModuleService extends CustomerModuleAdditions {}
}

import type { Context, CustomerDTO, FindConfig, OperatorMap } from "@medusajs/framework/types";
import type { AddressPurpose, ChangedAddress } from "../modules/customer/addresses/set-default-address.sql";
import type { CustomerFeatures } from "../modules/customer/features";
import type { AddedAddressFields, AddedCustomerFields } from "../modules/customer/fields";
import type { CustomerPage, CustomerPageRequest } from "../modules/customer/listing/types";

/** The members that our customer module adds to core's contract. */
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

type FilterBy<Values> = {
  [Name in keyof Values]?: Values[Name] | NonNullable<Values[Name]>[] | OperatorMap<NonNullable<Values[Name]>>;
};

/**
 * Adds our members and our columns to Medusa's types, for every caller of the customer module.
 *
 * It extends the contract itself: Medusa's map of its container declares the key `customer` with the contract as its type, and
 * a second declaration of that key is an error.
 */
declare module "@medusajs/framework/types" {
  interface ICustomerModuleService extends CustomerModuleAdditions {}

  interface CustomerDTO extends AddedCustomerFields {}
  interface CreateCustomerDTO extends AddedCustomerFields {}
  interface UpdateCustomerDTO extends AddedCustomerFields {}
  interface CustomerUpdatableFields extends AddedCustomerFields {}
  interface FilterableCustomerProps extends FilterBy<AddedCustomerFields> {}

  interface CustomerAddressDTO extends AddedAddressFields {}
  interface CreateCustomerAddressDTO extends AddedAddressFields {}
  interface UpdateCustomerAddressDTO extends AddedAddressFields {}
  interface FilterableCustomerAddressProps extends FilterBy<AddedAddressFields> {}
}

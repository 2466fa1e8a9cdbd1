import type { OperatorMap } from "@medusajs/framework/types";
import type { AddedAddressFields, AddedCustomerFields } from "../modules/customer/fields";

type FilterBy<Values> = {
  [Name in keyof Values]?: Values[Name] | NonNullable<Values[Name]>[] | OperatorMap<NonNullable<Values[Name]>>;
};

/** Adds our own columns to Medusa's types of customers and addresses, for every caller of the customer module. */
declare module "@medusajs/framework/types" {
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

import type { Context, CustomerDTO, FindConfig, OperatorMap } from "@medusajs/framework/types";
import type {
  AddressPurpose,
  ChangedAddress,
  DefaultAddressSwap,
} from "../modules/customer/addresses/set-default-address.sql";
import type { PublicCustomerFeatures } from "../modules/customer/features";
import type { AddedAddressFields, AddedCustomerFields } from "../modules/customer/fields";
import type { CustomerPage, CustomerPageRequest } from "../modules/customer/listing/types";

/** The members that our customer module adds to core's contract. */
export interface CustomerModuleAdditions extends PublicCustomerFeatures {
  /**
   * Lists a page of customers after or before a cursor.
   *
   * Any depth costs as much as the first page.
   *
   * @throws MedusaError (invalid_data) for a limit out of range, and for an invalid cursor or one of another list.
   */
  listCustomersPage(
    request?: CustomerPageRequest,
    config?: FindConfig<CustomerDTO>,
    sharedContext?: Context,
  ): Promise<CustomerPage>;

  /**
   * Sets or, with `null`, clears the customer's default address for shipping or billing.
   *
   * Of concurrent callers the last one wins, and none fails. Returns the addresses that changed, as they were before, for
   * `undoDefaultAddress`.
   *
   * @throws MedusaError (not_found) when the customer has no such live address.
   */
  setDefaultAddress(
    customerId: string,
    addressId: string | null,
    purpose: AddressPurpose,
    sharedContext?: Context,
  ): Promise<ChangedAddress[]>;

  /**
   * Undoes `setDefaultAddress`, unless another default was set since. Idempotent.
   *
   * `swap` holds the arguments of that call, `before` its result.
   */
  undoDefaultAddress(swap: DefaultAddressSwap, before: ChangedAddress[], sharedContext?: Context): Promise<void>;
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

import type {
  UpdateCustomerAddressDTO as AddressFields,
  FilterableCustomerAddressProps as AddressFilters,
  Context,
  CustomerAddressDTO,
  CustomerDTO,
  CustomerUpdatableFields as CustomerFields,
  FilterableCustomerProps as CustomerFilters,
  CustomerGroupCustomerDTO,
  CustomerGroupDTO,
  FindConfig,
  GroupCustomerPair,
  CustomerGroupUpdatableFields as GroupFields,
  FilterableCustomerGroupProps as GroupFilters,
  ICustomerModuleService,
  FilterableCustomerGroupCustomerProps as MembershipFilters,
  CreateCustomerAddressDTO as NewAddress,
  CreateCustomerDTO as NewCustomer,
  CreateCustomerGroupDTO as NewGroup,
} from "@medusajs/framework/types";
import { MedusaContext } from "@medusajs/framework/utils";
import { PLUGIN } from "../../shared/plugin-name";
import type { AddressPurpose, ChangedAddress, DefaultAddressSwap } from "./addresses/set-default-address.sql";
import { type ContractServices, createFeatures } from "./create-features";
import { joinerConfig, type ModuleContainer, TypedGeneratedService } from "./database/generated-service";
import { type LinkArguments, pickLinks } from "./database/linkable-keys";
import { CUSTOMER, CUSTOMER_ADDRESS, CUSTOMER_GROUP, type Table } from "./database/tables";
import type { MembershipIdsOrFilters, NewMembership } from "./groups/membership-service";
import type { ListArguments as List } from "./listing/row-filters";
import type { CustomerPage, CustomerPageRequest } from "./listing/types";

type RetrieveArguments<Row> = [id: string, config?: FindConfig<Row>, sharedContext?: Context];

/** An id, ids, or a filter. */
type Selected<Filters> = string | string[] | Filters;

/**
 * Implements Medusa's `ICustomerModuleService`, registered as `customer`.
 *
 * The methods are core's contract; the features of the plugin are properties (`CustomerFeatures`). `@MedusaContext()` marks
 * the parameter in which a workflow's container passes its context.
 */
export default class CustomerModuleService extends TypedGeneratedService implements ICustomerModuleService {
  /** Distinguishes this service from core's, which has no such property. */
  readonly plugin = PLUGIN;
  private readonly contract_: ContractServices;

  /** @throws MedusaError (invalid_argument) for wrong options; the store does not boot then. */
  constructor(container: ModuleContainer, options?: unknown) {
    super(container);
    const { contract, features } = createFeatures(container, options, {
      emitEvents: (messages) => this.emitEvents_(messages),
      listCustomers: (...given) => super.listCustomers(...given),
      listAndCountCustomers: (...given) => super.listAndCountCustomers(...given),
      listMemberships: (...given) => super.listCustomerGroupCustomers(...given),
      deleteMemberships: (...given) => super.deleteCustomerGroupCustomers(...given),
    });
    this.contract_ = contract;
    Object.assign(this, features);
  }

  override __joinerConfig() {
    return joinerConfig;
  }

  /**
   * Lists customers, by id unless there is an `order`.
   *
   * With an `email` filter and no order the registered customer comes before the guest: checkout takes the first row for an
   * email.
   */
  override listCustomers(...given: List<CustomerFilters, CustomerDTO>) {
    return this.contract_.listing.list(given);
  }

  /** As `listCustomers`, with the number of all matches, independent of `take` and `skip`. */
  override listAndCountCustomers(...given: List<CustomerFilters, CustomerDTO>) {
    return this.contract_.listing.listAndCount(given);
  }

  /** Lists a page of customers after or before a cursor. Any depth costs as much as the first page. */
  override listCustomersPage(
    request: CustomerPageRequest = {},
    config: FindConfig<CustomerDTO> = {},
    @MedusaContext() context: Context = {},
  ): Promise<CustomerPage> {
    return this.contract_.pages.page(request, config, context);
  }

  /** As core's; for a merged customer the message names the survivor. @throws MedusaError (not_found) */
  override async retrieveCustomer(id: string, config?: FindConfig<CustomerDTO>, context: Context = {}) {
    try {
      return await this.retrieveRow("Customer", [id, config, context], (...to) => super.retrieveCustomer(...to));
    } catch (error) {
      throw await this.merges.explainMissing(id, error, context);
    }
  }

  override createCustomers(data: NewCustomer[], context?: Context): Promise<CustomerDTO[]>;
  override createCustomers(data: NewCustomer, context?: Context): Promise<CustomerDTO>;
  /**
   * Creates customers with their addresses, all or none. A customer may have no email.
   *
   * @throws MedusaError (invalid_data) `Customer with email: x, has_account: false, already exists.`, and for a text that
   * is not an email.
   */
  override async createCustomers(data: NewCustomer | NewCustomer[], @MedusaContext() context?: Context) {
    return oneOrMany(!Array.isArray(data), await this.contract_.customers.create([data].flat(), context));
  }

  override updateCustomers(id: string, data: CustomerFields, context?: Context): Promise<CustomerDTO>;
  override updateCustomers(
    ids: string[] | CustomerFilters,
    data: CustomerFields,
    context?: Context,
  ): Promise<CustomerDTO[]>;
  /**
   * Writes the given fields: `undefined` keeps a field, `null` clears it, `metadata` is merged.
   *
   * @throws MedusaError (not_found) `Customer with id "x" not found` for an unknown id; (invalid_data) for a text that is
   * not an email, unless the customer has it already. Nothing is written then.
   */
  override async updateCustomers(
    which: Selected<CustomerFilters>,
    data: CustomerFields,
    @MedusaContext() context?: Context,
  ) {
    return oneOrMany(typeof which === "string", await this.contract_.customers.update(which, data, context));
  }

  /** Deletes customers for good, by id, ids or selector, with addresses and memberships. Unknown ids are skipped. */
  override async deleteCustomers(which: Selected<CustomerFilters>, @MedusaContext() context: Context = {}) {
    await this.contract_.rows.delete(CUSTOMER, which, context);
  }

  /** Soft-deletes customers and their addresses. @returns the ids by linkable key; deleted customers are skipped. */
  override async softDeleteCustomers<Key extends string>(...[ids, config, context]: LinkArguments<Key>) {
    return pickLinks(await this.contract_.customers.softDelete(ids, context), config);
  }

  /**
   * Restores customers and the addresses that were deleted with them.
   *
   * @throws MedusaError (invalid_data) when another live customer has the email: it names both ids, and nothing is
   * restored; (not_allowed) for a merged customer.
   */
  override async restoreCustomers<Key extends string>(...[ids, config, context]: LinkArguments<Key>) {
    return pickLinks(await this.contract_.customers.restore(ids, context), config);
  }

  override async retrieveCustomerAddress(...given: RetrieveArguments<CustomerAddressDTO>) {
    return await this.retrieveRow("CustomerAddress", given, (...to) => super.retrieveCustomerAddress(...to));
  }

  override async listCustomerAddresses(...given: List<AddressFilters, CustomerAddressDTO>) {
    return await this.contract_.filters.list("CustomerAddress", given, (...to) => super.listCustomerAddresses(...to));
  }

  override async listAndCountCustomerAddresses(...given: List<AddressFilters, CustomerAddressDTO>) {
    return await this.contract_.filters.listAndCount("CustomerAddress", given, (...to) =>
      super.listAndCountCustomerAddresses(...to),
    );
  }

  override createCustomerAddresses(data: NewAddress[], context?: Context): Promise<CustomerAddressDTO[]>;
  override createCustomerAddresses(data: NewAddress, context?: Context): Promise<CustomerAddressDTO>;
  /**
   * Creates addresses.
   *
   * @throws MedusaError (invalid_data) when the customer has a live default address of that kind; it names the customer.
   */
  override async createCustomerAddresses(data: NewAddress | NewAddress[], @MedusaContext() context?: Context) {
    return oneOrMany(!Array.isArray(data), await this.contract_.addresses.create([data].flat(), context));
  }

  override updateCustomerAddresses(id: string, data: AddressFields, context?: Context): Promise<CustomerAddressDTO>;
  override updateCustomerAddresses(
    ids: string[] | AddressFilters,
    data: AddressFields,
    context?: Context,
  ): Promise<CustomerAddressDTO[]>;
  /** As `updateCustomers`. @throws MedusaError (not_found) `CustomerAddress with id "x" not found`. */
  override async updateCustomerAddresses(
    which: Selected<AddressFilters>,
    data: AddressFields,
    @MedusaContext() context?: Context,
  ) {
    return oneOrMany(typeof which === "string", await this.contract_.addresses.update(which, data, context));
  }

  /** Deletes addresses for good, by id, ids or selector. Unknown ids are skipped. */
  override async deleteCustomerAddresses(which: Selected<AddressFilters>, @MedusaContext() context: Context = {}) {
    await this.contract_.rows.delete(CUSTOMER_ADDRESS, which, context);
  }

  override async softDeleteCustomerAddresses<Key extends string>(...[ids, config, context]: LinkArguments<Key>) {
    return pickLinks({ customer_address_id: await this.contract_.addresses.softDelete(ids, context) }, config);
  }

  /** Restores addresses. A former default becomes the default again only if there is no live default. */
  override async restoreCustomerAddresses<Key extends string>(...[ids, config, context]: LinkArguments<Key>) {
    return pickLinks({ customer_address_id: await this.contract_.addresses.restore(ids, context) }, config);
  }

  /**
   * Sets or, with `null`, clears the customer's default address for shipping or billing.
   *
   * Of concurrent callers the last one wins, and none fails.
   *
   * @returns the addresses that changed, as they were before, for `undoDefaultAddress`.
   * @throws MedusaError (not_found) when the customer has no such live address.
   */
  override setDefaultAddress(
    customerId: string,
    addressId: string | null,
    purpose: AddressPurpose,
    @MedusaContext() context?: Context,
  ): Promise<ChangedAddress[]> {
    return this.contract_.addresses.setDefault({ customerId, addressId, purpose }, context);
  }

  /** Undoes `setDefaultAddress`, unless another default was set since. Idempotent. */
  override undoDefaultAddress(
    swap: DefaultAddressSwap,
    before: ChangedAddress[],
    @MedusaContext() context?: Context,
  ): Promise<void> {
    return this.contract_.addresses.undoDefault(swap, before, context);
  }

  override async retrieveCustomerGroup(...given: RetrieveArguments<CustomerGroupDTO>) {
    return await this.retrieveRow("CustomerGroup", given, (...to) => super.retrieveCustomerGroup(...to));
  }

  override async listCustomerGroups(...given: List<GroupFilters, CustomerGroupDTO>) {
    return await this.contract_.filters.list("CustomerGroup", given, (...to) => super.listCustomerGroups(...to));
  }

  override async listAndCountCustomerGroups(...given: List<GroupFilters, CustomerGroupDTO>) {
    return await this.contract_.filters.listAndCount("CustomerGroup", given, (...to) =>
      super.listAndCountCustomerGroups(...to),
    );
  }

  override createCustomerGroups(data: NewGroup[], context?: Context): Promise<CustomerGroupDTO[]>;
  override createCustomerGroups(data: NewGroup, context?: Context): Promise<CustomerGroupDTO>;
  /** @throws MedusaError (invalid_data) `Customer group with name: x, already exists.` */
  override async createCustomerGroups(data: NewGroup | NewGroup[], @MedusaContext() context?: Context) {
    return oneOrMany(!Array.isArray(data), await this.contract_.groups.create([data].flat(), context));
  }

  override updateCustomerGroups(id: string, data: GroupFields, context?: Context): Promise<CustomerGroupDTO>;
  override updateCustomerGroups(
    ids: string[] | GroupFilters,
    data: GroupFields,
    context?: Context,
  ): Promise<CustomerGroupDTO[]>;
  /** As `updateCustomers`. @throws MedusaError (not_found) `CustomerGroup with id "x" not found`. */
  override async updateCustomerGroups(
    which: Selected<GroupFilters>,
    data: GroupFields,
    @MedusaContext() context?: Context,
  ) {
    return oneOrMany(typeof which === "string", await this.contract_.groups.update(which, data, context));
  }

  /** Deletes groups for good, by id, ids or selector, with memberships. Unknown ids are skipped. */
  override async deleteCustomerGroups(which: Selected<GroupFilters>, @MedusaContext() context: Context = {}) {
    await this.contract_.rows.delete(CUSTOMER_GROUP, which, context);
  }

  /** Soft-deletes groups and their memberships. Deleted groups are skipped. */
  override async softDeleteCustomerGroups<Key extends string>(...[ids, config, context]: LinkArguments<Key>) {
    return pickLinks({ customer_group_id: await this.contract_.groups.softDelete(ids, context) }, config);
  }

  /** Restores groups and the memberships that were deleted with them. @throws MedusaError (invalid_data) for a taken name. */
  override async restoreCustomerGroups<Key extends string>(...[ids, config, context]: LinkArguments<Key>) {
    return pickLinks({ customer_group_id: await this.contract_.groups.restore(ids, context) }, config);
  }

  override addCustomerToGroup(pairs: GroupCustomerPair[], context?: Context): Promise<{ id: string }[]>;
  override addCustomerToGroup(pair: GroupCustomerPair, context?: Context): Promise<{ id: string }>;
  /**
   * Adds customers to groups. An existing membership is returned as it is, without an event.
   *
   * @throws MedusaError (not_found) when a customer or a live group does not exist; none is added then.
   */
  override async addCustomerToGroup(
    pairs: GroupCustomerPair | GroupCustomerPair[],
    @MedusaContext() context?: Context,
  ) {
    return oneOrMany(!Array.isArray(pairs), await this.contract_.memberships.add([pairs].flat(), context));
  }

  /** Deletes memberships. A pair without a membership is skipped. */
  override async removeCustomerFromGroup(
    pairs: GroupCustomerPair | GroupCustomerPair[],
    @MedusaContext() context?: Context,
  ) {
    await this.contract_.memberships.remove([pairs].flat(), context);
  }

  override async retrieveCustomerGroupCustomer(...given: RetrieveArguments<CustomerGroupCustomerDTO>) {
    return await this.retrieveRow("CustomerGroupCustomer", given, (...to) =>
      super.retrieveCustomerGroupCustomer(...to),
    );
  }

  override async listCustomerGroupCustomers(...given: List<MembershipFilters, CustomerGroupCustomerDTO>) {
    return await this.contract_.filters.list("CustomerGroupCustomer", given, (...to) =>
      super.listCustomerGroupCustomers(...to),
    );
  }

  override async listAndCountCustomerGroupCustomers(...given: List<MembershipFilters, CustomerGroupCustomerDTO>) {
    return await this.contract_.filters.listAndCount("CustomerGroupCustomer", given, (...to) =>
      super.listAndCountCustomerGroupCustomers(...to),
    );
  }

  override createCustomerGroupCustomers(data: NewMembership[], context?: Context): Promise<CustomerGroupCustomerDTO[]>;
  override createCustomerGroupCustomers(data: NewMembership, context?: Context): Promise<CustomerGroupCustomerDTO>;
  /** As `addCustomerToGroup`, but returns whole rows. */
  override async createCustomerGroupCustomers(
    data: NewMembership | NewMembership[],
    @MedusaContext() context?: Context,
  ) {
    return oneOrMany(!Array.isArray(data), await this.contract_.memberships.create([data].flat(), context));
  }

  /**
   * Writes metadata and `created_by` of memberships, by id or by `selector`.
   *
   * @throws MedusaError (not_found) for an unknown id; (invalid_data) for another customer or group.
   */
  override async updateCustomerGroupCustomers(data: object | object[], @MedusaContext() context?: Context) {
    const rows = await this.contract_.memberships.update([data].flat(), context);
    return Array.isArray(data) || "selector" in data ? rows : rows[0];
  }

  /** Deletes memberships for good, by id, ids or filters. Unknown ids are skipped. */
  override async deleteCustomerGroupCustomers(which: MembershipIdsOrFilters, @MedusaContext() context?: Context) {
    await this.contract_.memberships.delete(which, context);
  }

  override async softDeleteCustomerGroupCustomers<Key extends string>(
    ...[which, config, context]: LinkArguments<Key, MembershipIdsOrFilters>
  ) {
    const ids = await this.contract_.memberships.softDelete(which, context);
    return pickLinks({ customer_group_customer_id: ids }, config);
  }

  /** Restores memberships, except where the customer has joined the group again or the group is deleted. */
  override async restoreCustomerGroupCustomers<Key extends string>(
    ...[which, config, context]: LinkArguments<Key, MembershipIdsOrFilters>
  ) {
    const ids = await this.contract_.memberships.restore(which, context);
    return pickLinks({ customer_group_customer_id: ids }, config);
  }

  /** Reads a row by one statement; the ORM reads what that cannot express, and throws the error for a missing row. */
  private async retrieveRow<Row>(
    model: Table["model"],
    [id, config, sharedContext]: RetrieveArguments<Row>,
    byOrm: (...given: RetrieveArguments<Row>) => Promise<Row>,
  ): Promise<Row> {
    const row = await this.contract_.reader.retrieve(model, id, { config, sharedContext });
    // as: the columns are the model's, which no type can express.
    return (row as Row | undefined) ?? (await byOrm(id, config, sharedContext));
  }
}

/** Returns the first row or all rows, as a method that accepts one or many does. */
function oneOrMany<Row>(isOne: boolean, rows: Row[]): Row | Row[] {
  return isOne ? rows[0] : rows;
}

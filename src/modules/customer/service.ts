import type {
  Context,
  CreateCustomerDTO,
  CustomerAddressDTO,
  CustomerDTO,
  CustomerUpdatableFields,
  FilterableCustomerProps,
  FindConfig,
  ICustomerModuleService,
  InferEntityType,
} from "@medusajs/framework/types";
import { EmitEvents, InjectManager, InjectTransactionManager, MedusaContext } from "@medusajs/framework/utils";
import { normalizeEmail } from "./domain/normalize-email";
import { updateInput, withoutUndefined } from "./domain/update-input";
import { CustomerGroupFacade } from "./facade/groups";
import type Customer from "./models/customer";
import type CustomerAddress from "./models/customer-address";

type CustomerRow = InferEntityType<typeof Customer>;
type CustomerAddressRow = InferEntityType<typeof CustomerAddress>;

/** Customers, their addresses and their groups: Medusa's `ICustomerModuleService`, registered as `customer`. */
export default class CustomerModuleService extends CustomerGroupFacade implements ICustomerModuleService {
  /** Tells this service from core's, which has no such property. */
  readonly plugin = "medusa-plugin-customers";

  /**
   * Customers that match the filters. Without an `order` they come by id, but with an `email` filter the registered
   * customer comes before the guest: checkout takes the first row it finds for an address.
   */
  override listCustomers(
    filters: FilterableCustomerProps = {},
    config: FindConfig<CustomerDTO> = {},
    sharedContext: Context = {},
  ): Promise<CustomerDTO[]> {
    return super.listCustomers(this.emailFilters(filters), registeredFirst(filters, config), sharedContext);
  }

  /** As `listCustomers`, with the number of all matches whatever `take` and `skip` say. */
  override listAndCountCustomers(
    filters: FilterableCustomerProps = {},
    config: FindConfig<CustomerDTO> = {},
    sharedContext: Context = {},
  ): Promise<[CustomerDTO[], number]> {
    return super.listAndCountCustomers(this.emailFilters(filters), registeredFirst(filters, config), sharedContext);
  }

  override createCustomers(data: CreateCustomerDTO[], sharedContext?: Context): Promise<CustomerDTO[]>;
  override createCustomers(data: CreateCustomerDTO, sharedContext?: Context): Promise<CustomerDTO>;
  /**
   * Creates customers with their addresses, all or none.
   *
   * @throws MedusaError (invalid_data) `Customer with email: x, has_account: false, already exists.`
   */
  @InjectManager()
  @EmitEvents()
  override async createCustomers(
    data: CreateCustomerDTO | CreateCustomerDTO[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerDTO | CustomerDTO[]> {
    const { customers, addresses } = await this.createCustomers_(Array.isArray(data) ? data : [data], sharedContext);
    const serialized = await this.baseRepository_.serialize<CustomerDTO[]>(customers, { populate: true });
    const serializedAddresses = await this.baseRepository_.serialize<CustomerAddressDTO[]>(addresses);
    const customerById = new Map(serialized.map((customer) => [customer.id, customer]));
    for (const address of serializedAddresses) {
      customerById.get(address.customer_id)?.addresses.push(address);
    }
    return Array.isArray(data) ? serialized : serialized[0];
  }

  @InjectTransactionManager()
  protected async createCustomers_(
    data: CreateCustomerDTO[],
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ customers: CustomerRow[]; addresses: CustomerAddressRow[] }> {
    const customers = await this.customerService_.create(
      data.map(({ addresses: _, ...customer }) => this.storedEmail(customer)),
      sharedContext,
    );
    const addresses = await this.customerAddressService_.create(
      data.flatMap(({ addresses }, index) =>
        (addresses ?? []).map((address) => ({ ...address, customer_id: customers[index].id })),
      ),
      sharedContext,
    );
    return { customers, addresses };
  }

  override updateCustomers(
    customerId: string,
    data: CustomerUpdatableFields,
    sharedContext?: Context,
  ): Promise<CustomerDTO>;
  override updateCustomers(
    idsOrSelector: string[] | FilterableCustomerProps,
    data: CustomerUpdatableFields,
    sharedContext?: Context,
  ): Promise<CustomerDTO[]>;
  /**
   * Writes the given fields: `undefined` leaves a field as it is, `null` clears it, `metadata` is merged.
   *
   * @throws MedusaError (not_found) `Customer with id "x" not found` when an id is unknown; nothing is written then.
   */
  @InjectManager()
  @EmitEvents()
  override async updateCustomers(
    idsOrSelector: string | string[] | FilterableCustomerProps,
    data: CustomerUpdatableFields,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerDTO | CustomerDTO[]> {
    const customers = await this.updateCustomers_(idsOrSelector, data, sharedContext);
    return await this.baseRepository_.serialize(customers);
  }

  @InjectTransactionManager()
  protected async updateCustomers_(
    idsOrSelector: string | string[] | FilterableCustomerProps,
    data: CustomerUpdatableFields,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerRow | CustomerRow[]> {
    return await this.customerService_.update(
      updateInput(this.emailFilters(idsOrSelector), this.storedEmail(data)),
      sharedContext,
    );
  }

  /** Deletes for good, by id, ids or selector; addresses and memberships go along. Unknown ids are passed over. */
  override deleteCustomers(
    idsOrSelector: string | string[] | FilterableCustomerProps,
    sharedContext: Context = {},
  ): Promise<void> {
    // as: the overloads of the contract take each of the three, but not their union.
    return super.deleteCustomers(this.emailFilters(idsOrSelector) as string[], sharedContext);
  }

  private storedEmail<Fields extends { email?: string | null }>(fields: Fields): Fields {
    const given = withoutUndefined(fields);
    if (given.email === undefined) {
      return given;
    }
    return { ...given, email: normalizeEmail(given.email, this.options_.email_normalization) };
  }
}

function registeredFirst(filters: FilterableCustomerProps, config: FindConfig<CustomerDTO>): FindConfig<CustomerDTO> {
  const ordered = config.order !== undefined && Object.keys(config.order).length > 0;
  if (filters.email === undefined || ordered) {
    return config;
  }
  return { ...config, order: { has_account: "DESC", id: "ASC" } };
}

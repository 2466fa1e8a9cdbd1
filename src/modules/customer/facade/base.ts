import type {
  Context,
  CustomerAddressDTO,
  CustomerGroupCustomerDTO,
  DAL,
  FindConfig,
  ICustomerModuleService,
  ModuleJoinerConfig,
  ModulesSdkTypes,
  RestoreReturn,
  SoftDeleteReturn,
} from "@medusajs/framework/types";
import { defineJoinerConfig, MedusaService, Modules } from "@medusajs/framework/utils";
import { assertCondition } from "../domain/assert-condition";
import { assertStorable } from "../domain/assert-storable";
import { liveRelationFilters } from "../domain/live-relation-filters";
import { normalizeEmailFilters } from "../domain/normalize-email";
import Customer from "../models/customer";
import CustomerAddress from "../models/customer-address";
import CustomerGroup from "../models/customer-group";
import CustomerGroupCustomer from "../models/customer-group-customer";
import { parseOptions, type ResolvedCustomersOptions } from "../options";

const models = { CustomerAddress, Customer, CustomerGroup, CustomerGroupCustomer };

// Once, not once an event: building it prints and parses a GraphQL schema.
const joinerConfig = defineJoinerConfig(Modules.CUSTOMER, { models: Object.values(models) });

/** What Medusa's loader registers in the module's own container. */
export type ModuleContainer = {
  baseRepository: DAL.RepositoryService;
  customerService: ModulesSdkTypes.IMedusaInternalService<typeof Customer>;
  customerAddressService: ModulesSdkTypes.IMedusaInternalService<typeof CustomerAddress>;
  customerGroupService: ModulesSdkTypes.IMedusaInternalService<typeof CustomerGroup>;
  customerGroupCustomerService: ModulesSdkTypes.IMedusaInternalService<typeof CustomerGroupCustomer>;
};

/** An internal event of the module: `customer.<object in kebab case>.<action>`. */
export type RowEvent = {
  action: "created" | "updated" | "deleted";
  object: "customer" | "customer_address" | "customer_group" | "customer_group_customer";
};

/** Takes the links that a caller asked for out of what was deleted or restored; core leaves out empty ones. */
export function pickLinks(
  links: Record<string, string[]>,
  config: { returnLinkableKeys?: readonly string[] } = {},
): Record<string, string[]> {
  const wanted = Object.entries(links).filter(
    ([key, ids]) => ids.length > 0 && (config.returnLinkableKeys?.includes(key) ?? true),
  );
  return Object.fromEntries(wanted);
}

type ListingService = {
  list(
    filters: object,
    config: { select: string[]; withDeleted: boolean },
    sharedContext: Context,
  ): Promise<{ id: string }[]>;
};

/** What `MedusaService` makes: the contract, and what core's module answers beside it. */
interface GeneratedMethods extends ICustomerModuleService {
  retrieveCustomerAddress(
    id: string,
    config?: FindConfig<CustomerAddressDTO>,
    sharedContext?: Context,
  ): Promise<CustomerAddressDTO>;
  retrieveCustomerGroupCustomer(
    id: string,
    config?: FindConfig<CustomerGroupCustomerDTO>,
    sharedContext?: Context,
  ): Promise<CustomerGroupCustomerDTO>;
  softDeleteCustomerAddresses<LinkableKey extends string = string>(
    addressIds: string[],
    config?: SoftDeleteReturn<LinkableKey>,
    sharedContext?: Context,
  ): Promise<Record<LinkableKey, string[]> | undefined>;
  restoreCustomerAddresses<LinkableKey extends string = string>(
    addressIds: string[],
    config?: RestoreReturn<LinkableKey>,
    sharedContext?: Context,
  ): Promise<Record<LinkableKey, string[]> | undefined>;
  baseRepository_: DAL.RepositoryService;
  __joinerConfig(): ModuleJoinerConfig;
  aggregatedEvents(event: RowEvent & { data: { id: string }; context: Context }): void;
}

const GeneratedService = MedusaService(models);

// as: the factory types `create` and `update` by the models, more narrowly than the contract of the customer module,
// whose `update` takes ids or a selector first; the classes below give their own of both.
const TypedGeneratedService = GeneratedService as unknown as {
  new (container: ModuleContainer): GeneratedMethods;
  $modelObjects: (typeof GeneratedService)["$modelObjects"];
};

/** What the parts of the service share: options, the internal services, filters. */
export abstract class CustomerModuleBase extends TypedGeneratedService {
  protected readonly options_: ResolvedCustomersOptions;
  protected readonly customerService_: ModuleContainer["customerService"];
  protected readonly customerAddressService_: ModuleContainer["customerAddressService"];
  protected readonly customerGroupService_: ModuleContainer["customerGroupService"];
  protected readonly customerGroupCustomerService_: ModuleContainer["customerGroupCustomerService"];

  /** @throws MedusaError (invalid_argument) for a wrong option; the store does not boot then. */
  constructor(container: ModuleContainer, options?: unknown) {
    super(container);
    this.options_ = parseOptions(options);
    this.customerService_ = container.customerService;
    this.customerAddressService_ = container.customerAddressService;
    this.customerGroupService_ = container.customerGroupService;
    this.customerGroupCustomerService_ = container.customerGroupCustomerService;
  }

  override __joinerConfig(): ModuleJoinerConfig {
    return joinerConfig;
  }

  /** The filter with every email spelled as it is stored, and with deleted groups and customers relating nobody. */
  protected prepareFilters<Filter>(filter: Filter, { withDeleted }: { withDeleted?: boolean } = {}): Filter {
    assertStorable(filter);
    const normalized = normalizeEmailFilters(filter, this.options_.email_normalization);
    return withDeleted ? normalized : liveRelationFilters(normalized);
  }

  /**
   * The ids that ids or filters name; deletes and restores take either. What is not there names nothing.
   *
   * @throws MedusaError (invalid_data) for a filter without a condition, which would name every row of the store.
   */
  protected async idsOf(
    service: ListingService,
    idsOrFilters: string | object | (string | object)[],
    config: { withDeleted: boolean },
    sharedContext: Context,
  ): Promise<string[]> {
    const given = (Array.isArray(idsOrFilters) ? idsOrFilters : [idsOrFilters]).filter((one) => one != null);
    assertStorable(given);
    if (given.every((one) => typeof one === "string")) {
      return given;
    }
    const filters = given.map((one) => (typeof one === "string" ? { id: one } : one));
    filters.forEach(assertCondition);
    const where = this.prepareFilters({ $or: filters }, config);
    const rows = await service.list(where, { select: ["id"], ...config }, sharedContext);
    return rows.map(({ id }) => id);
  }

  /** One event a row, sent when the public method's transaction has committed. */
  protected emitRowEvents(event: RowEvent, ids: readonly string[], sharedContext: Context): void {
    for (const id of ids) {
      this.aggregatedEvents({ ...event, data: { id }, context: sharedContext });
    }
  }
}

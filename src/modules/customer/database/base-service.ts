import type {
  Context,
  CustomerAddressDTO,
  CustomerGroupCustomerDTO,
  DAL,
  FilterableCustomerGroupCustomerProps,
  FindConfig,
  ICustomerModuleService,
  ModuleJoinerConfig,
  ModulesSdkTypes,
  RestoreReturn,
  SoftDeleteReturn,
} from "@medusajs/framework/types";
import { defineJoinerConfig, MedusaService, Modules } from "@medusajs/framework/utils";
import { normalizeEmailFilters } from "../emails/normalize-email";
import { assertCondition } from "../listing/assert-condition";
import { assertWordsOutside } from "../listing/assert-words-outside";
import { liveRelationFilters } from "../listing/live-relation-filters";
import { matchingCustomers } from "../listing/matching-customers.sql";
import { ALIAS, connectionOf, managerOf, matchingIds } from "../listing/matching-ids.sql";
import { isSearchReady } from "../listing/prepare-search.sql";
import Customer from "../models/customer";
import CustomerAddress from "../models/customer-address";
import CustomerGroup from "../models/customer-group";
import CustomerGroupCustomer from "../models/customer-group-customer";
import type { ResolvedCustomersOptions } from "../options";
import { resolveOptions } from "../resolve-options";
import { assertStorable } from "./assert-storable";
import { deleteRows } from "./delete-rows.sql";
import { insertRows } from "./insert-rows.sql";
import { type RowEvent, rowMessages } from "./row-events";
import { createSeal, type Seal, type StoreSecrets, secretOf } from "./seal";
import type { Row, Table } from "./tables";
import { inTransaction } from "./transaction";
import { assertAllFound, updateRows } from "./update-rows.sql";

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
  configModule?: StoreSecrets;
};

type ListingService = {
  list(
    filters: object,
    config: { select: string[]; withDeleted: boolean },
    sharedContext: Context,
  ): Promise<{ id: string }[]>;
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
  listAndCountCustomerGroupCustomers(
    filters?: FilterableCustomerGroupCustomerProps,
    config?: FindConfig<CustomerGroupCustomerDTO>,
    sharedContext?: Context,
  ): Promise<[CustomerGroupCustomerDTO[], number]>;
  createCustomerGroupCustomers(
    data: object | object[],
    sharedContext?: Context,
  ): Promise<CustomerGroupCustomerDTO | CustomerGroupCustomerDTO[]>;
  updateCustomerGroupCustomers(
    data: object | object[],
    sharedContext?: Context,
  ): Promise<CustomerGroupCustomerDTO | CustomerGroupCustomerDTO[]>;
  deleteCustomerGroupCustomers(ids: string[], sharedContext?: Context): Promise<void>;
  softDeleteCustomerGroupCustomers<LinkableKey extends string = string>(
    ids: string[],
    config?: SoftDeleteReturn<LinkableKey>,
    sharedContext?: Context,
  ): Promise<Record<LinkableKey, string[]> | undefined>;
  restoreCustomerGroupCustomers<LinkableKey extends string = string>(
    ids: string[],
    config?: RestoreReturn<LinkableKey>,
    sharedContext?: Context,
  ): Promise<Record<LinkableKey, string[]> | undefined>;
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
  /** For cursors, which stand in URLs and hold a value of their row. */
  protected readonly seals_: Record<"pages" | "duplicates", Seal>;
  private readonly internalServices_: Record<Table["model"], ListingService>;

  /** @throws MedusaError (invalid_argument) for options that are wrong or differ from the plugin's; the store does not boot then. */
  constructor(container: ModuleContainer, options?: unknown) {
    super(container);
    this.options_ = resolveOptions(options);
    const secret = secretOf(container.configModule);
    this.seals_ = { pages: createSeal(secret, "pages"), duplicates: createSeal(secret, "duplicates") };
    this.internalServices_ = {
      Customer: container.customerService,
      CustomerAddress: container.customerAddressService,
      CustomerGroup: container.customerGroupService,
      CustomerGroupCustomer: container.customerGroupCustomerService,
    };
  }

  override __joinerConfig(): ModuleJoinerConfig {
    return joinerConfig;
  }

  /** The filter with every email spelled as it is stored, and with deleted groups and customers relating nobody. */
  protected prepareFilters<Filter>(filter: Filter, { withDeleted }: { withDeleted?: boolean } = {}): Filter {
    assertStorable(filter);
    assertWordsOutside(filter);
    const normalized = normalizeEmailFilters(filter, this.options_.email_normalization);
    return withDeleted ? normalized : liveRelationFilters(normalized);
  }

  /**
   * The ids that ids or filters name, in id order for filters. What is not there names nothing.
   *
   * @throws MedusaError (invalid_data) for a filter without a condition where `all` does not allow it: it would name
   * every row of the store.
   */
  protected async idsOf(
    table: Table,
    idsOrFilters: string | object | (string | object)[],
    { withDeleted, all = false }: { withDeleted: boolean; all?: boolean },
    sharedContext: Context,
  ): Promise<string[]> {
    const given = (Array.isArray(idsOrFilters) ? idsOrFilters : [idsOrFilters]).filter((one) => one != null);
    assertStorable(given);
    if (given.every((one) => typeof one === "string")) {
      return given;
    }
    const named = given.filter((one) => typeof one === "string");
    const filters = given.filter((one) => typeof one !== "string");
    filters.forEach((filter) => {
      assertCondition(filter, { all });
    });
    return await this.findIds(table, [...(named.length ? [{ id: named }] : []), ...filters], {
      withDeleted,
      sharedContext,
    });
  }

  /** Ids of the rows that match any of the filters: those with words one by one, all others in one statement. */
  private async findIds(
    table: Table,
    given: readonly object[],
    { withDeleted, sharedContext }: { withDeleted: boolean; sharedContext: Context },
  ): Promise<string[]> {
    const manager = managerOf(sharedContext);
    const filters = given.map((filter) => this.prepareFilters(filter));
    const plain = filters.filter((filter) => !("q" in filter));
    const found = new Set<string>();
    const add = (ids: readonly string[]) => ids.forEach((id) => void found.add(id));
    if (plain.length) {
      const either = plain.length === 1 ? plain[0] : { $or: plain };
      add(await matchingIds(manager, table, { filters: either, withDeleted }));
    }
    for (const filter of filters.filter((one) => "q" in one)) {
      add(await this.findIdsByWords(table, filter, { withDeleted, sharedContext }));
    }
    return [...found];
  }

  /** The same rows that a list with these words shows. Of addresses and groups the ORM knows the searchable columns. */
  private async findIdsByWords(
    table: Table,
    filters: object,
    { withDeleted, sharedContext }: { withDeleted: boolean; sharedContext: Context },
  ): Promise<string[]> {
    const { q, ...rest }: { q?: unknown } = filters;
    if (table.model === "Customer" && typeof q === "string") {
      const hasSearchText = await this.searchReady(sharedContext);
      const match = { filters: { ...rest }, q, hasSearchText, withDeleted };
      const { matches } = await matchingCustomers(managerOf(sharedContext), match);
      const rows: { id: string }[] = await matches.orderBy(`${ALIAS}.id`);
      return rows.map(({ id }) => id);
    }
    const service = this.internalServices_[table.model];
    const rows = await service.list(filters, { select: ["id"], withDeleted }, sharedContext);
    return rows.map(({ id }) => id);
  }

  private isSearchReady = false;

  /** Whether the search text is kept and indexed: asked until it is; then it stays so until the next start. */
  protected async searchReady(sharedContext: Context): Promise<boolean> {
    const ready = this.isSearchReady || (await isSearchReady(connectionOf(managerOf(sharedContext))));
    this.isSearchReady = ready;
    return ready;
  }

  /** Inserts rows and tells of each. Must run in a transaction. */
  protected async insertRows_(table: Table, rows: readonly object[], sharedContext: Context): Promise<Row[]> {
    assertStorable(rows);
    const inserted = await inTransaction(sharedContext, (transaction) =>
      insertRows(transaction, table, rows as readonly Record<string, unknown>[]),
    );
    const ids = inserted.map(({ id }) => id);
    this.emitRowEvents({ action: "created", object: table.name }, ids, sharedContext);
    return inserted;
  }

  /** Updates the rows that ids or a selector name, and tells of each that changed. Must run in a transaction. */
  protected async updateRows_(
    table: Table,
    { idsOrSelector, fields }: { idsOrSelector: string | string[] | object; fields: object },
    sharedContext: Context,
  ): Promise<Row[]> {
    assertStorable(fields);
    const options = { withDeleted: false, all: true };
    const ids = await this.idsOf(table, idsOrSelector, options, sharedContext);
    const { rows, changedIds } = await inTransaction(sharedContext, async (transaction) => {
      const updated = await updateRows(transaction, table, { ids, fields: { ...fields } });
      if (typeof idsOrSelector === "string" || Array.isArray(idsOrSelector)) {
        assertAllFound(table, ids, updated.rows);
      }
      return updated;
    });
    this.emitRowEvents({ action: "updated", object: table.name }, changedIds, sharedContext);
    return rows;
  }

  /** Deletes rows for good and tells of each. Must run in a transaction. */
  protected async deleteRows_(
    table: Table,
    idsOrSelector: string | string[] | object,
    sharedContext: Context,
  ): Promise<void> {
    const ids = await this.idsOf(table, idsOrSelector, { withDeleted: true }, sharedContext);
    const deleted = await inTransaction(sharedContext, (transaction) => deleteRows(transaction, table, ids));
    this.emitRowEvents({ action: "deleted", object: table.name }, deleted, sharedContext);
  }

  /** One event a row, sent when the public method's transaction has committed: all in one call, for there may be many. */
  protected emitRowEvents(event: RowEvent, ids: readonly string[], sharedContext: Context): void {
    sharedContext.messageAggregator?.save(rowMessages(event, ids, sharedContext.eventGroupId));
  }
}

import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import type { Context, CustomerDTO, FilterableCustomerProps, FindConfig } from "@medusajs/framework/types";
import { withoutUndefined } from "../../../shared/without-undefined";
import type { ModuleCore } from "../database/module-core";
import { CUSTOMER } from "../database/tables";
import { explainListErrors } from "./explain-list-errors";
import { LIVE, selectMatches } from "./find-matching-ids.sql";
import { chooseMemberSearch, countMembers, type MemberSearch } from "./group-members.sql";
import { countLiveCustomers } from "./live-count.sql";
import { behindWords, customerCondition, idsOfLiveGroups, toOrmCondition } from "./match-customers.sql";
import type { Condition } from "./plain-condition";
import { assertWords, hasWords, type OwnListRequest, readOwnListRequest } from "./read-list-request";
import { readPageAndCountOfWords, readPageOfWords } from "./read-page-of-words.sql";
import { readPageOrder } from "./read-page-order";
import type { RowShape } from "./read-row-shape";
import { countRows, readRows, readRowsAndLiveCount } from "./read-rows.sql";
import type { FoundRow } from "./row-columns.sql";
import type { ListArguments, RowFilters } from "./row-filters";
import { type RowReadService, sideBySide } from "./row-read-service";
import { chooseWalk, type MemberWalk } from "./walk-to-members.sql";

/** Ids per read: PostgreSQL accepts 65,535 bindings in one statement, and the ORM makes one of each id. */
const READ_BATCH = 10_000;

/** The query for a page, once it is known that our own statements can answer. */
type Plan = {
  condition: Condition;
  window: OwnListRequest;
  hasWords: boolean;
  withDeleted: boolean;
  /** The columns and relations to read; undefined where only the ORM reads them. */
  shape: RowShape | undefined;
  /** A group's members are looked up by the ids in the order's index. */
  idsFirst: boolean;
  /** The ids of the groups, if the filter has no other condition. */
  onlyGroups?: string[];
  /** For a page of these groups alone; its count has no use for it. */
  walk?: MemberWalk;
};

/** List methods of Medusa's generated service: customers through the ORM. */
type OrmLists = {
  list(filters: FilterableCustomerProps, config: ListConfig, context: Context): Promise<CustomerDTO[]>;
  listAndCount(
    filters: FilterableCustomerProps,
    config: ListConfig,
    context: Context,
  ): Promise<[CustomerDTO[], number]>;
};

type CustomerListArguments = ListArguments<FilterableCustomerProps, CustomerDTO>;
type ListConfig = FindConfig<CustomerDTO>;

/** The two ways to answer a list. */
type ListRunners<Result> = {
  byOrm(filters: FilterableCustomerProps, config: ListConfig, context: Context): Promise<Result>;
  byPlan(plan: Plan, config: ListConfig, context: Context): Promise<Result>;
};

/** Lists customers, by our own statements where they can answer. */
export class ListingService {
  constructor(
    private readonly core: ModuleCore,
    private readonly filters: RowFilters,
    private readonly orm: OrmLists,
    private readonly reader: RowReadService,
  ) {}

  async list(given: CustomerListArguments): Promise<CustomerDTO[]> {
    return await this.run(given, {
      byOrm: (...listed) => this.orm.list(...listed),
      byPlan: async (plan, config, context) => await this.readPageOf(plan, config, context),
    });
  }

  async listAndCount(given: CustomerListArguments): Promise<[CustomerDTO[], number]> {
    return await this.run(given, {
      byOrm: (...listed) => this.orm.listAndCount(...listed),
      byPlan: async (plan, config, context) => {
        if (plan.hasWords) {
          return await this.readPageOfWords(plan, config, context);
        }
        if (plan.condition === LIVE && plan.shape && !plan.window.skip) {
          return await this.readFirstPage({ ...plan, shape: plan.shape }, context);
        }
        const reading = () => this.readPageOf(plan, config, context);
        return await sideBySide(context, reading, () => this.count(plan, context));
      },
    });
  }

  /** Runs a list by our own statements where they can answer, else by the ORM. */
  private async run<Result>(
    [filters = {}, config = {}, sharedContext = {}]: CustomerListArguments,
    { byOrm, byPlan }: ListRunners<Result>,
  ): Promise<Result> {
    return await explainListErrors(this.core, { model: "Customer", filters, config }, async () => {
      const prepared = this.filters.prepare(filters, config);
      const ordered = addDefaultOrder(filters, config);
      const plan = await this.plan(prepared, ordered, sharedContext);
      if (plan) {
        return await byPlan(plan, config, sharedContext);
      }
      const context = this.core.withManager(sharedContext);
      return await byOrm(await this.ormFilters(prepared, context), ordered, context);
    });
  }

  /** Reads the rows of a page. Where only the ORM reads what is asked for of them, it gets their ids. */
  private async readPageOf(plan: Plan, config: ListConfig, context: Context): Promise<CustomerDTO[]> {
    const { condition, window, withDeleted, idsFirst, walk } = plan;
    const connection = await this.core.reading(context);
    const shape = plan.shape ?? this.reader.idsOf("Customer", context);
    const request = { ...window, shape, condition, withDeleted, idsFirst, walk };
    const rows = plan.hasWords ? await readPageOfWords(connection, request) : await readRows(connection, request);
    return await this.complete(rows, plan.shape, { config, context });
  }

  /** Reads the first page of all live customers, and their number. */
  private async readFirstPage(plan: Plan & { shape: RowShape }, context: Context): Promise<[CustomerDTO[], number]> {
    const connection = await this.core.reading(context);
    const { rows, number } = await readRowsAndLiveCount(connection, { ...plan.window, ...plan });
    // as: the columns are the model's, which no type can express.
    return [rows as (FoundRow & CustomerDTO)[], number];
  }

  /** Reads a page of customers found by words, and the number of all, in one search for the words. */
  private async readPageOfWords(plan: Plan, config: ListConfig, context: Context): Promise<[CustomerDTO[], number]> {
    const { condition, window, withDeleted } = plan;
    const shape = plan.shape ?? this.reader.idsOf("Customer", context);
    const connection = await this.core.reading(context);
    const request = { ...window, shape, condition, withDeleted };
    const { rows, number } = await readPageAndCountOfWords(connection, request);
    return [await this.complete(rows, plan.shape, { config, context }), number];
  }

  /** Completes the rows of a shape; without one the rows are ids, and the ORM reads the customers. */
  async complete(
    rows: FoundRow[],
    shape: RowShape | undefined,
    { config: { select, relations, withDeleted }, context }: { config: ListConfig; context: Context },
  ): Promise<CustomerDTO[]> {
    // as: the columns are the model's, which no type can express.
    const customers = rows as (FoundRow & CustomerDTO)[];
    return shape
      ? customers
      : await this.readByOrm(
          customers.map(({ id }) => id),
          { select, relations, withDeleted },
          context,
        );
  }

  private async count({ condition, onlyGroups }: Plan, context: Context): Promise<number> {
    const connection = await this.core.reading(context);
    if (condition === LIVE) {
      return await countLiveCustomers(connection);
    }
    return onlyGroups
      ? await countMembers(connection, onlyGroups)
      : await countRows(connection, this.reader.model("Customer", context), condition);
  }

  /**
   * Plans a list with our own statements.
   *
   * @returns undefined where the ORM's query is used: for requests that only the ORM supports in full.
   */
  private async plan(
    filters: FilterableCustomerProps,
    config: FindConfig<CustomerDTO>,
    sharedContext: Context,
  ): Promise<Plan | undefined> {
    const window = readOwnListRequest(filters, config);
    const isByWords = hasWords(filters.q);
    if (!window || (isByWords && !(await this.core.isSearchReady(sharedContext)))) {
      return undefined;
    }
    const withDeleted = Boolean(config.withDeleted);
    const groupIds = idsOfLiveGroups(filters.groups);
    const search = await this.memberSearch(groupIds, sharedContext);
    const onlyGroups = Object.keys(filters).length === 1 && !withDeleted ? groupIds : undefined;
    return {
      condition: await this.condition(filters, config, sharedContext, search),
      window,
      withDeleted,
      hasWords: isByWords,
      idsFirst: groupIds !== undefined,
      shape: this.reader.shape("Customer", config, sharedContext),
      onlyGroups,
      walk: onlyGroups && search && chooseWalk(onlyGroups, search, window),
    };
  }

  private async memberSearch(groupIds: string[] | undefined, context: Context): Promise<MemberSearch | undefined> {
    return groupIds && (await chooseMemberSearch(await this.core.reading(context), groupIds));
  }

  /**
   * Adds words and groups to filters for the ORM, as one condition on ids.
   *
   * The same customers match in every request.
   */
  private async ormFilters(filters: FilterableCustomerProps, sharedContext: Context): Promise<FilterableCustomerProps> {
    const { q, groups, ...rest } = filters;
    const words = hasWords(q) && (await this.core.isSearchReady(sharedContext)) ? { q } : {};
    const members = idsOfLiveGroups(groups) ? { groups } : {};
    const ours = { ...words, ...members };
    if (Object.keys(ours).length === 0) {
      return filters;
    }
    const condition = toOrmCondition(await this.condition(ours, { withDeleted: true }, sharedContext));
    const others = { ...("q" in words ? {} : { q }), ...("groups" in members ? {} : { groups }) };
    const remaining = { ...rest, ...withoutUndefined(others) };
    // As core's search for words, which is a condition in front of the whole filter.
    return "q" in words ? { $and: [condition, remaining] } : { ...remaining, ...condition };
  }

  /** Returns a query on the ids of the customers that match prepared filters. */
  async match(
    filters: FilterableCustomerProps,
    config: FindConfig<CustomerDTO>,
    sharedContext: Context,
  ): Promise<{ matches: Knex.QueryBuilder; connection: Knex }> {
    const condition = await this.condition(filters, config, sharedContext);
    const connection = await this.core.reading(sharedContext);
    return { ...selectMatches(connection, CUSTOMER, condition), connection };
  }

  /** Makes the condition of the customers that match prepared filters. */
  async condition(
    { q, ...filters }: FilterableCustomerProps,
    { withDeleted }: FindConfig<CustomerDTO>,
    context: Context,
    found?: MemberSearch,
  ): Promise<Condition> {
    assertWords(q);
    const hasSearchText = hasWords(q) && (await this.core.isSearchReady(context));
    const memberSearch = found ?? (await this.memberSearch(idsOfLiveGroups(filters.groups), context));
    return await customerCondition({ filters: { ...filters }, q, hasSearchText, memberSearch }, (rest) =>
      this.reader.condition("Customer", hasWords(q) && withDeleted ? behindWords(rest) : rest, {
        withDeleted,
        context,
      }),
    );
  }

  /** Reads customers by id through the ORM, in this order. */
  private async readByOrm(ids: readonly string[], config: ListConfig, context: Context): Promise<CustomerDTO[]> {
    const byId = new Map<string, CustomerDTO>();
    for (let start = 0; start < ids.length; start += READ_BATCH) {
      const batch = ids.slice(start, start + READ_BATCH);
      for (const customer of await this.orm.list({ id: batch }, { ...config }, context)) {
        byId.set(customer.id, customer);
      }
    }
    return ids.flatMap((id) => byId.get(id) ?? []);
  }
}

/** Adds the default order: with an `email` filter the registered customer comes first. The id completes every order. */
function addDefaultOrder(filters: FilterableCustomerProps, config: FindConfig<CustomerDTO>): FindConfig<CustomerDTO> {
  if (Object.keys(config.order ?? {}).length === 0) {
    return filters.email === undefined ? config : { ...config, order: { has_account: "DESC", id: "ASC" } };
  }
  const order = readPageOrder(config.order);
  if (!order) {
    return config;
  }
  return {
    ...config,
    order: Object.fromEntries(order.map(({ column, direction }) => [column, direction.toUpperCase()])),
  };
}

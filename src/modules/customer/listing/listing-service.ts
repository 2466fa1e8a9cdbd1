import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import type { Context, CustomerDTO, FilterableCustomerProps, FindConfig } from "@medusajs/framework/types";
import { withoutUndefined } from "../../../shared/without-undefined";
import type { ModuleCore } from "../database/module-core";
import { connectionOf } from "../database/transaction";
import { explainListErrors } from "./explain-list-errors";
import { areSmallGroups, countMembers } from "./group-members.sql";
import { idsOfLiveGroups, matchCustomers, toOrmCondition } from "./match-customers.sql";
import { hasOwnExpression } from "./order-expression.sql";
import { type Cursor, decodeCursor, encodeCursor } from "./page-cursor";
import { type CursorWindow, type PageRow, readCursorPage, readFirstPageAndCount } from "./read-cursor-page.sql";
import { readCustomerRows, selectOwnColumns } from "./read-customer-rows.sql";
import { assertWords, hasWords, type OwnListRequest, readOwnListRequest } from "./read-list-request";
import {
  boundCount,
  COUNT_BOUND,
  type Count,
  type CountMode,
  countMatches,
  readPageIds,
  readPageIdsAndCount,
  readPageIdsOfWords,
} from "./read-page-ids.sql";
import { type OrderColumn, readPageOrder } from "./read-page-order";
import { readPageRequest } from "./read-page-request";
import type { ListArguments, RowFilters } from "./row-filters";
import type { CustomerPage, CustomerPageRequest } from "./types";

/**
 * From this offset on the ids of a page are read first, and the rows after; below it one query is faster.
 *
 * Not by email: its index does not have the id, so the rows would be read twice.
 */
const DEEP_OFFSET = 1_000;

/** Ids per read: PostgreSQL accepts 65,535 bindings in one statement, and the ORM makes one of each id. */
const READ_BATCH = 10_000;

/** The query for a page, once it is known that our own statements can answer. */
type Plan = {
  matches: Knex.QueryBuilder;
  connection: Knex;
  window: OwnListRequest;
  hasWords: boolean;
  /** The ids of the groups, if the filter has no other condition. */
  onlyGroups?: string[];
};

/** List methods of Medusa's generated service: customers through the ORM. */
type OrmLists = {
  list(filters: FilterableCustomerProps, config: FindConfig<CustomerDTO>, context: Context): Promise<CustomerDTO[]>;
  listAndCount(
    filters: FilterableCustomerProps,
    config: FindConfig<CustomerDTO>,
    context: Context,
  ): Promise<[CustomerDTO[], number]>;
};

type CustomerListArguments = ListArguments<FilterableCustomerProps, CustomerDTO>;

/** Lists customers, by our own statements where they are faster than the ORM's. */
export class ListingService {
  constructor(
    private readonly core: ModuleCore,
    private readonly filters: RowFilters,
    private readonly orm: OrmLists,
  ) {}

  async list([filters = {}, config = {}, sharedContext = {}]: CustomerListArguments): Promise<CustomerDTO[]> {
    return await explainListErrors(this.core, { model: "Customer", filters, config }, async () => {
      const context = this.core.withManager(sharedContext);
      const prepared = this.filters.prepare(filters, config);
      const ordered = addDefaultOrder(filters, config);
      const plan = await this.plan(prepared, ordered, context);
      if (!plan) {
        return await this.orm.list(await this.ormFilters(prepared, context), ordered, context);
      }
      const { matches, connection, window } = plan;
      const ids = plan.hasWords
        ? await readPageIdsOfWords(connection, matches, window)
        : await readPageIds(matches, window);
      return await this.readCustomers(ids, config, context);
    });
  }

  async listAndCount([filters = {}, config = {}, sharedContext = {}]: CustomerListArguments): Promise<
    [CustomerDTO[], number]
  > {
    return await explainListErrors(this.core, { model: "Customer", filters, config }, async () => {
      const context = this.core.withManager(sharedContext);
      const prepared = this.filters.prepare(filters, config);
      const ordered = addDefaultOrder(filters, config);
      const plan = await this.plan(prepared, ordered, context);
      if (!plan) {
        return await this.orm.listAndCount(await this.ormFilters(prepared, context), ordered, context);
      }
      const { ids, count } = await this.idsAndCount(plan, context);
      return [await this.readCustomers(ids, config, context), count];
    });
  }

  /**
   * Reads a page of customers after or before a cursor. Any depth costs as much as the first page.
   *
   * @throws MedusaError (invalid_data) for an order of several columns or by a relation, a limit out of range, an invalid
   * cursor or one of another order, or a config that a page by cursor does not support.
   */
  async page(
    request: CustomerPageRequest = {},
    config: FindConfig<CustomerDTO> = {},
    sharedContext: Context = {},
  ): Promise<CustomerPage> {
    const context = this.core.withManager(sharedContext);
    return await explainListErrors(this.core, { model: "Customer", filters: request.filters, config }, () =>
      this.readPage(request, config, context),
    );
  }

  private async readPage(
    request: CustomerPageRequest,
    config: FindConfig<CustomerDTO>,
    context: Context,
  ): Promise<CustomerPage> {
    const { after, before, limit, order } = readPageRequest(request, config);
    const filters = this.filters.prepare(request.filters ?? {}, config);
    const { matches, connection } = await this.match(filters, config, context);
    const backwards = before !== undefined;
    const given = after ?? before;
    const cursor = given === undefined ? null : decodeCursor(given, order, this.core.seals.pages);
    const isByWords = hasWords(filters.q) && (await this.core.isSearchReady(context));
    const window = {
      connection,
      hasWords: isByWords,
      order: backwards ? reverseOrder(order) : order,
      cursor,
      limit: limit + 1,
    };
    const { found, counted } = await readPageAndCount(matches, window, request.count ?? "none");
    const more = found.length > limit;
    const rows = backwards ? found.slice(0, limit).reverse() : found.slice(0, limit);
    const ids = rows.map(({ id }) => id);
    // The cursor of an empty page, whose rows were deleted since, leads back to the row of the given cursor.
    const cursorAt = (row: PageRow | undefined) => {
      const place: Omit<Cursor, keyof OrderColumn> | null = row ?? (cursor && { ...cursor, inclusive: true });
      return place && encodeCursor({ ...place, ...order }, this.core.seals.pages);
    };
    const page: CustomerPage = {
      customers: await this.readCustomers(ids, config, context),
      after: more || backwards ? cursorAt(rows.at(-1)) : null,
      before: (backwards && more) || after !== undefined ? cursorAt(rows.at(0)) : null,
    };
    return counted ? { ...page, count: counted.count, count_precision: counted.precision } : page;
  }

  private async idsAndCount(plan: Plan, context: Context): Promise<{ ids: string[]; count: number }> {
    const { matches, connection, window } = plan;
    if (plan.hasWords) {
      return await readPageIdsAndCount(connection, matches, window);
    }
    const counting = () => (plan.onlyGroups ? countMembers(connection, plan.onlyGroups) : countAll(plan));
    // A transaction has one connection: its statements run one after the other anyway.
    const [ids, count] = context.transactionManager
      ? [await readPageIds(matches, window), await counting()]
      : await Promise.all([readPageIds(matches, window), counting()]);
    return { ids, count };
  }

  /**
   * Plans a list with our own statements.
   *
   * @returns undefined where the ORM's query is used: for requests that only the ORM supports in full, and for shallow
   * pages without words or groups, where it is as fast.
   */
  private async plan(
    filters: FilterableCustomerProps,
    config: FindConfig<CustomerDTO>,
    sharedContext: Context,
  ): Promise<Plan | undefined> {
    const window = readOwnListRequest(filters, config);
    const isByWords = hasWords(filters.q);
    const isDeep = (window?.skip ?? 0) >= DEEP_OFFSET && window?.order[0].column !== "email";
    const isOurs = window?.order.some(({ column }) => hasOwnExpression(column));
    if (!window || !(isByWords || filters.groups !== undefined || isDeep || isOurs)) {
      return undefined;
    }
    if (isByWords && !(await this.core.isSearchReady(sharedContext))) {
      return undefined;
    }
    const groups =
      Object.keys(filters).length === 1 && !config.withDeleted ? idsOfLiveGroups(filters.groups) : undefined;
    return { ...(await this.match(filters, config, sharedContext)), window, hasWords: isByWords, onlyGroups: groups };
  }

  /**
   * Adds words and groups to filters for the ORM, as a condition of our own.
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
    const condition = toOrmCondition(await this.match(ours, { withDeleted: true }, sharedContext));
    const others = { ...("q" in words ? {} : { q }), ...("groups" in members ? {} : { groups }) };
    return { ...rest, ...withoutUndefined(others), ...condition };
  }

  /** Returns a query on the ids of the customers that match prepared filters. */
  async match(
    { q, ...filters }: FilterableCustomerProps,
    { withDeleted }: FindConfig<CustomerDTO>,
    sharedContext: Context,
  ): Promise<{ matches: Knex.QueryBuilder; connection: Knex }> {
    assertWords(q);
    const hasSearchText = hasWords(q) && (await this.core.isSearchReady(sharedContext));
    const manager = this.core.manager(sharedContext);
    const connection = connectionOf(manager);
    const groupIds = idsOfLiveGroups(filters.groups);
    const smallGroups = groupIds && (await areSmallGroups(connection, groupIds));
    return {
      ...(await matchCustomers(manager, { filters: { ...filters }, q, hasSearchText, withDeleted, smallGroups })),
      connection,
    };
  }

  /** Reads the customers of these ids, in this order. The ORM reads them where relations are requested. */
  private async readCustomers(
    ids: readonly string[],
    { select, relations, withDeleted = false }: FindConfig<CustomerDTO>,
    sharedContext: Context,
  ): Promise<CustomerDTO[]> {
    const columns = relations?.length ? undefined : selectOwnColumns(select);
    const byId = new Map<string, CustomerDTO>();
    for (let start = 0; start < ids.length; start += READ_BATCH) {
      const batch = ids.slice(start, start + READ_BATCH);
      const customers = columns
        ? await readCustomerRows(this.core.connection(sharedContext), { ids: batch, columns, withDeleted })
        : await this.orm.list({ id: batch }, { select, relations, withDeleted }, sharedContext);
      for (const customer of customers) {
        // as: a statement's columns are the model's, which no type can express.
        byId.set(customer.id, customer as CustomerDTO);
      }
    }
    return ids.flatMap((id) => byId.get(id) ?? []);
  }
}

/** Reads the rows of a page by cursor, and the requested count; with words both in one statement where possible. */
async function readPageAndCount(
  matches: Knex.QueryBuilder,
  window: CursorWindow,
  mode: CountMode,
): Promise<{ found: PageRow[]; counted?: Count }> {
  if (mode === "bounded" && window.hasWords && window.cursor === null) {
    const both = await readFirstPageAndCount(matches, window, COUNT_BOUND);
    if (both) {
      return { found: both.rows, counted: boundCount(both.number) };
    }
  }
  const found = await readCursorPage(matches, window);
  return mode === "none" ? { found } : { found, counted: await countMatches(window.connection, matches, mode) };
}

async function countAll({ connection, matches }: Plan): Promise<number> {
  return (await countMatches(connection, matches, "exact")).count;
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

function reverseOrder({ column, direction }: OrderColumn): OrderColumn {
  return { column, direction: direction === "asc" ? "desc" : "asc" };
}

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

/**
 * From this offset on a page's ids are read first and its rows after: below it one query is faster than two. Not by email,
 * whose index does not hold the id: its rows would be read twice.
 */
const DEEP_OFFSET = 1_000;

/** Ids a read: PostgreSQL takes 65,535 bindings in one statement, and the ORM makes one of each. */
const READ_BATCH = 10_000;

/** What a page is cut from, once it is known that our own statements can do it. */
type Plan = {
  matches: Knex.QueryBuilder;
  connection: Knex;
  window: OwnListRequest;
  hasWords: boolean;
  /** The ids of the groups where the filter asks for nothing else. */
  onlyGroups?: string[];
};

export type CustomerPageRequest = {
  filters?: FilterableCustomerProps;
  /** One column, id behind it; default `{ created_at: "DESC" }`. */
  order?: Record<string, string>;
  /** 1 to 1,000; default 50. */
  limit?: number;
  /** A cursor from a page: the rows behind it, or those before it. Not both. */
  after?: string;
  before?: string;
  /** `exact`, `bounded` (up to 10,000, then "at least"), or `none`, the default. */
  count?: CountMode;
};

export type CustomerPage = {
  customers: CustomerDTO[];
  /** Cursors to the pages on both sides; null where there is none. */
  after: string | null;
  before: string | null;
  count?: number;
  count_precision?: "exact" | "at_least";
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
   * Reads a page of customers behind or before a cursor: any depth costs as much as the first page.
   *
   * @throws MedusaError (invalid_data) for an order of several columns or by a relation, a limit out of range, a cursor
   * that is none or of another order, or a config that a page by cursor does not honour.
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
    // An empty page, whose rows are gone since its cursor was made, has the way back to that cursor's row.
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
    // A transaction has one connection: its statements wait for each other anyway.
    const [ids, count] = context.transactionManager
      ? [await readPageIds(matches, window), await counting()]
      : await Promise.all([readPageIds(matches, window), counting()]);
    return { ids, count };
  }

  /**
   * Undefined where the ORM's own query serves: requests that only it honours in full, and shallow pages without words or
   * groups, where it is as fast.
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
   * Prepared filters for the ORM, with words and groups as a condition of our own: the same customers are found whatever
   * else is asked for.
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

  /** The customers that match prepared filters, as a query on their ids. */
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

  /** The customers of these ids, in this order; through the ORM where more than their own columns is asked for. */
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
        // as: a statement's columns are the model's, which no type can tell.
        byId.set(customer.id, customer as CustomerDTO);
      }
    }
    return ids.flatMap((id) => byId.get(id) ?? []);
  }
}

/** The rows of a page by cursor, and the count that was asked for; of words both at once where that can be. */
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

/** The registered customer first where the email is asked for and no order; the id behind every order. */
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

import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import type { Context, CustomerDTO, FilterableCustomerProps, FindConfig } from "@medusajs/framework/types";
import { EmitEvents, InjectManager, MedusaContext } from "@medusajs/framework/utils";
import { withoutUndefined } from "../../../shared/without-undefined";
import { CustomerMembershipFacade } from "../groups/membership-service";
import { type CursorWindow, cursorPage, firstPageAndNumber, type PageRow } from "./cursor-page.sql";
import { EvaluatesFilter } from "./evaluates-filter";
import { areSmallGroups, countMembers } from "./group-members.sql";
import { areWords, assertWords, type OwnListRequest, readOwnListRequest } from "./list-request";
import { asOrmCondition, idsOfLiveGroups, matchingCustomers } from "./matching-customers.sql";
import { connectionOf, managerOf } from "./matching-ids.sql";
import { hasOwnExpression } from "./order-expression.sql";
import { type Cursor, decodeCursor, encodeCursor } from "./page-cursor";
import {
  boundedCount,
  COUNT_BOUND,
  type Count,
  type CountMode,
  countMatches,
  pageIds,
  pageIdsAndCount,
  pageIdsOfWords,
} from "./page-ids.sql";
import { type OrderColumn, pageOrder } from "./page-order";
import { readPageRequest } from "./page-request";
import { ownColumns, readCustomerRows } from "./read-customers.sql";

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

/** The part of the service that lists customers. */
export abstract class CustomerListFacade extends CustomerMembershipFacade {
  /**
   * Customers that match the filters. Without an `order` they come by id, but with an `email` filter the registered
   * customer comes before the guest: checkout takes the first row it finds for an address.
   */
  @InjectManager()
  @EmitEvents()
  @EvaluatesFilter("Customer")
  override async listCustomers(
    filters: FilterableCustomerProps = {},
    config: FindConfig<CustomerDTO> = {},
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerDTO[]> {
    const prepared = this.prepareFilters(filters, config);
    const ordered = withOrder(filters, config);
    const plan = await this.plan(prepared, ordered, sharedContext);
    if (!plan) {
      return await super.listCustomers(await this.ormFilters(prepared, sharedContext), ordered, sharedContext);
    }
    const { matches, connection, window } = plan;
    const ids = plan.hasWords ? await pageIdsOfWords(connection, matches, window) : await pageIds(matches, window);
    return await this.readCustomers(ids, config, sharedContext);
  }

  /** As `listCustomers`, with the number of all matches whatever `take` and `skip` say. */
  @InjectManager()
  @EmitEvents()
  @EvaluatesFilter("Customer")
  override async listAndCountCustomers(
    filters: FilterableCustomerProps = {},
    config: FindConfig<CustomerDTO> = {},
    @MedusaContext() sharedContext: Context = {},
  ): Promise<[CustomerDTO[], number]> {
    const prepared = this.prepareFilters(filters, config);
    const ordered = withOrder(filters, config);
    const plan = await this.plan(prepared, ordered, sharedContext);
    if (!plan) {
      return await super.listAndCountCustomers(await this.ormFilters(prepared, sharedContext), ordered, sharedContext);
    }
    const { matches, connection, window } = plan;
    if (plan.hasWords) {
      const { ids, count } = await pageIdsAndCount(connection, matches, window);
      return [await this.readCustomers(ids, config, sharedContext), count];
    }
    const counting = () => (plan.onlyGroups ? countMembers(connection, plan.onlyGroups) : countAll(plan));
    // A transaction has one connection: its statements wait for each other anyway.
    const [ids, count] = sharedContext.transactionManager
      ? [await pageIds(matches, window), await counting()]
      : await Promise.all([pageIds(matches, window), counting()]);
    return [await this.readCustomers(ids, config, sharedContext), count];
  }

  /**
   * A page of customers behind or before a cursor: any depth costs as much as the first page.
   *
   * @throws MedusaError (invalid_data) for an order of several columns or by a relation, a limit out of range, a cursor
   * that is none or of another order, or a config that a page by cursor does not honour.
   */
  @InjectManager()
  @EvaluatesFilter("Customer", (request: CustomerPageRequest) => request.filters)
  async listCustomersPage(
    request: CustomerPageRequest = {},
    config: FindConfig<CustomerDTO> = {},
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerPage> {
    const { after, before, limit, order } = readPageRequest(request, config);
    const filters = this.prepareFilters(request.filters ?? {}, config);
    const { matches, connection } = await this.match(filters, config, sharedContext);
    const backwards = before !== undefined;
    const given = after ?? before;
    const cursor = given === undefined ? null : decodeCursor(given, order, this.seals_.pages);
    const hasWords = areWords(filters.q) && (await this.searchReady(sharedContext));
    const window = {
      connection,
      hasWords,
      order: backwards ? reversed(order) : order,
      cursor,
      limit: limit + 1,
    };
    const { found, counted } = await pageAndCount(matches, window, request.count ?? "none");
    const more = found.length > limit;
    const rows = backwards ? found.slice(0, limit).reverse() : found.slice(0, limit);
    const ids = rows.map(({ id }) => id);
    // An empty page, whose rows are gone since its cursor was made, has the way back to that cursor's row.
    const cursorAt = (row: PageRow | undefined) => {
      const place: Omit<Cursor, keyof OrderColumn> | null = row ?? (cursor && { ...cursor, inclusive: true });
      return place && encodeCursor({ ...place, ...order }, this.seals_.pages);
    };
    const page: CustomerPage = {
      customers: await this.readCustomers(ids, config, sharedContext),
      after: more || backwards ? cursorAt(rows.at(-1)) : null,
      before: (backwards && more) || after !== undefined ? cursorAt(rows.at(0)) : null,
    };
    return counted ? { ...page, count: counted.count, count_precision: counted.precision } : page;
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
    const hasWords = areWords(filters.q);
    const isDeep = (window?.skip ?? 0) >= DEEP_OFFSET && window?.order[0].column !== "email";
    const isOurs = window?.order.some(({ column }) => hasOwnExpression(column));
    if (!window || !(hasWords || filters.groups !== undefined || isDeep || isOurs)) {
      return undefined;
    }
    if (hasWords && !(await this.searchReady(sharedContext))) {
      return undefined;
    }
    const groups =
      Object.keys(filters).length === 1 && !config.withDeleted ? idsOfLiveGroups(filters.groups) : undefined;
    return { ...(await this.match(filters, config, sharedContext)), window, hasWords, onlyGroups: groups };
  }

  /**
   * Prepared filters for the ORM, with words and groups as a condition of our own: the same customers are found whatever
   * else is asked for.
   */
  private async ormFilters(filters: FilterableCustomerProps, sharedContext: Context): Promise<FilterableCustomerProps> {
    const { q, groups, ...rest } = filters;
    const words = areWords(q) && (await this.searchReady(sharedContext)) ? { q } : {};
    const members = idsOfLiveGroups(groups) ? { groups } : {};
    const ours = { ...words, ...members };
    if (Object.keys(ours).length === 0) {
      return filters;
    }
    const condition = asOrmCondition(await this.match(ours, { withDeleted: true }, sharedContext));
    const others = { ...("q" in words ? {} : { q }), ...("groups" in members ? {} : { groups }) };
    return { ...rest, ...withoutUndefined(others), ...condition };
  }

  /** The customers that match prepared filters, as a query on their ids. */
  protected async match(
    { q, ...filters }: FilterableCustomerProps,
    { withDeleted }: FindConfig<CustomerDTO>,
    sharedContext: Context,
  ): Promise<{ matches: Knex.QueryBuilder; connection: Knex }> {
    assertWords(q);
    const hasSearchText = areWords(q) && (await this.searchReady(sharedContext));
    const manager = managerOf(sharedContext);
    const connection = connectionOf(manager);
    const groupIds = idsOfLiveGroups(filters.groups);
    const smallGroups = groupIds && (await areSmallGroups(connection, groupIds));
    return {
      ...(await matchingCustomers(manager, { filters: { ...filters }, q, hasSearchText, withDeleted, smallGroups })),
      connection,
    };
  }

  /** The customers of these ids, in this order; through the ORM where more than their own columns is asked for. */
  private async readCustomers(
    ids: readonly string[],
    { select, relations, withDeleted = false }: FindConfig<CustomerDTO>,
    sharedContext: Context,
  ): Promise<CustomerDTO[]> {
    const columns = relations?.length ? undefined : ownColumns(select);
    const byId = new Map<string, CustomerDTO>();
    for (let start = 0; start < ids.length; start += READ_BATCH) {
      const batch = ids.slice(start, start + READ_BATCH);
      const customers = columns
        ? await readCustomerRows(connectionOf(managerOf(sharedContext)), { ids: batch, columns, withDeleted })
        : await super.listCustomers({ id: batch }, { select, relations, withDeleted }, sharedContext);
      for (const customer of customers) {
        // as: a statement's columns are the model's, which no type can tell.
        byId.set(customer.id, customer as CustomerDTO);
      }
    }
    return ids.flatMap((id) => byId.get(id) ?? []);
  }
}

/** The rows of a page by cursor, and the count that was asked for; of words both at once where that can be. */
async function pageAndCount(
  matches: Knex.QueryBuilder,
  window: CursorWindow,
  mode: CountMode,
): Promise<{ found: PageRow[]; counted?: Count }> {
  if (mode === "bounded" && window.hasWords && window.cursor === null) {
    const both = await firstPageAndNumber(matches, window, COUNT_BOUND);
    if (both) {
      return { found: both.rows, counted: boundedCount(both.number) };
    }
  }
  const found = await cursorPage(matches, window);
  return mode === "none" ? { found } : { found, counted: await countMatches(window.connection, matches, mode) };
}

async function countAll({ connection, matches }: Plan): Promise<number> {
  return (await countMatches(connection, matches, "exact")).count;
}

/** The registered customer first where the email is asked for and no order; the id behind every order. */
function withOrder(filters: FilterableCustomerProps, config: FindConfig<CustomerDTO>): FindConfig<CustomerDTO> {
  if (Object.keys(config.order ?? {}).length === 0) {
    return filters.email === undefined ? config : { ...config, order: { has_account: "DESC", id: "ASC" } };
  }
  const order = pageOrder(config.order);
  if (!order) {
    return config;
  }
  return {
    ...config,
    order: Object.fromEntries(order.map(({ column, direction }) => [column, direction.toUpperCase()])),
  };
}

function reversed({ column, direction }: OrderColumn): OrderColumn {
  return { column, direction: direction === "asc" ? "desc" : "asc" };
}

import type { CustomerDTO, FindConfig } from "@medusajs/framework/types";
import type { Fixtures } from "../databases/fixtures";
import { pageAfter } from "./extensions";
import { both, type RunnableOperation, runnable } from "./operation";
import { columnsOf, countOf, LIVE_COUNT, pageStatement } from "./statements";

type Order = { label: string; config: FindConfig<CustomerDTO>["order"]; sql: string };
type Place = { label: string; offset: (fixtures: Fixtures) => number };

const ORDERS: readonly Order[] = [
  { label: "by id", config: { id: "ASC" }, sql: "id" },
  { label: "by created_at desc", config: { created_at: "DESC" }, sql: "created_at desc" },
  { label: "by email", config: { email: "ASC" }, sql: "email" },
];

/** The other orders of the dashboard, on their first page. Core sorts by whole names, and leaves equal rows in any order. */
const FIRST_PAGES: readonly Order[] = [
  { label: "by updated_at desc", config: { updated_at: "DESC" }, sql: "updated_at desc, id desc" },
  { label: "by last_name", config: { last_name: "ASC" }, sql: "left(last_name, 200), id" },
];

const PLACES: readonly Place[] = [
  { label: "offset 0", offset: () => 0 },
  { label: "offset at half", offset: ({ half }) => half },
  { label: "offset at 90%", offset: ({ deep }) => deep },
];

function list(order: Order, place: Place, compares: "rows" | "size" = "rows"): RunnableOperation {
  return runnable<number>({
    name: `list 50 ${order.label}, ${place.label}`,
    compares,
    prepare: async ({ fixtures }) => place.offset(fixtures),
    ...both((customers, skip) => customers.listCustomers({}, { order: order.config, take: 50, skip })),
    raw: (database, skip) => database.measured(pageStatement(order.sql, skip)),
  });
}

function listAndCount(order: Order, place: Place): RunnableOperation {
  return runnable<number>({
    name: `list and count 50 ${order.label}, ${place.label}`,
    prepare: async ({ fixtures }) => place.offset(fixtures),
    ...both((customers, skip) => customers.listAndCountCustomers({}, { order: order.config, take: 50, skip })),
    raw: async (database, skip) => [
      await database.measured(pageStatement(order.sql, skip)),
      await countOf(database, LIVE_COUNT),
    ],
  });
}

/** Core has no cursor: it is compared with the page that its users take instead. */
const cursor = runnable<Pick<Fixtures, "deep" | "deepRow">>({
  name: "cursor page at 90% by created_at desc (core: its offset page)",
  prepare: async ({ fixtures }) => fixtures,
  core: (customers, { deep }) => customers.listCustomers({}, { order: { created_at: "DESC" }, take: 50, skip: deep }),
  ours: (customers, { deepRow }) => pageAfter(customers, deepRow),
  raw: (database, { deepRow }) =>
    database.measured(
      `select ${columnsOf("customer")} from customer
       where deleted_at is null and (created_at, id) < ($1::timestamptz, $2) order by created_at desc, id desc limit 50`,
      [deepRow.value, deepRow.id],
    ),
});

export const pageOperations = [
  ...ORDERS.flatMap((order) => PLACES.map((place) => list(order, place))),
  ...FIRST_PAGES.map((order) => list(order, PLACES[0], "size")),
  ...ORDERS.flatMap((order) => PLACES.map((place) => listAndCount(order, place))),
  cursor,
];

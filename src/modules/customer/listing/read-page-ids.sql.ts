import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { orderExpressionOf } from "./order-expression.sql";
import type { OrderColumn } from "./read-page-order";
import { readRowsOfWords } from "./read-rows-of-words.sql";

/** The highest bounded count; beyond it the response is "at least". */
export const COUNT_BOUND = 10_000;

export type CountMode = "exact" | "bounded" | "none";
export type Count = { count: number; precision: "exact" | "at_least" };

type Window = { order: readonly OrderColumn[]; take?: number; skip?: number };

/** Reads the ids of one page. With an order that an index has, deep pages are read from the index alone. */
export async function readPageIds(matches: Knex.QueryBuilder, { order, take, skip }: Window): Promise<string[]> {
  const query = matches.clone().orderByRaw(orderBy(order));
  if (take !== undefined) {
    query.limit(take);
  }
  if (skip) {
    query.offset(skip);
  }
  const rows: { id: string }[] = await query;
  return rows.map(({ id }) => id);
}

/** Reads the ids of one page of customers found by words. */
export async function readPageIdsOfWords(
  connection: Knex,
  matches: Knex.QueryBuilder,
  { order, take, skip }: Window,
): Promise<string[]> {
  const by = byNames(order);
  const rows = await readRowsOfWords<{ id: string }>(connection, withColumns(matches, order), { by, take, skip });
  return rows.map(({ id }) => id);
}

/** Counts the matches: all, or up to the bound, which is faster for frequent matches. */
export async function countMatches(
  connection: Knex,
  matches: Knex.QueryBuilder,
  mode: Exclude<CountMode, "none">,
): Promise<Count> {
  const counted = mode === "bounded" ? matches.clone().limit(COUNT_BOUND + 1) : matches.clone();
  const [{ count }]: { count: string }[] = await connection.count("* as count").from(counted.as("matches"));
  return mode === "exact" ? { count: Number(count), precision: "exact" } : boundCount(Number(count));
}

/** Makes a count of a number of matches that was counted up to one more than the bound. */
export function boundCount(number: number): Count {
  const isAll = number <= COUNT_BOUND;
  return { count: isAll ? number : COUNT_BOUND, precision: isAll ? "exact" : "at_least" };
}

/**
 * Reads a page and the exact count in one statement that finds the matches once.
 *
 * It is for words: there the search costs most, and the order's index does not help.
 */
export async function readPageIdsAndCount(
  connection: Knex,
  matches: Knex.QueryBuilder,
  { order, take, skip }: Window,
): Promise<{ ids: string[]; count: number }> {
  const by = byNames(order);
  const { sql, bindings } = withColumns(matches, order).toSQL();
  // The page is limited before it is aggregated: a few rows are sorted to the end, not all matches.
  const statement = `
    with matches as materialized (${sql}),
    page as (select * from matches order by ${by} limit ? offset ?)
    select
      (select coalesce(json_agg(id order by ${by}), '[]') from page) as ids,
      (select count(*) from matches) as count
  `;
  const { rows } = await connection.raw<{ rows: { ids: string[]; count: string }[] }>(statement, [
    ...bindings,
    take ?? null,
    skip ?? 0,
  ] as Knex.Value[]);
  return { ids: rows[0].ids, count: Number(rows[0].count) };
}

/** Selects the id and the columns of the order. */
function withColumns(matches: Knex.QueryBuilder, order: readonly OrderColumn[]): Knex.QueryBuilder {
  const columns = order.map(({ column }) => `${orderExpressionOf(column)} as "${column}"`).join(", ");
  const query = matches.clone().clearSelect();
  return query.select(query.client.raw(columns));
}

function byNames(order: readonly OrderColumn[]): string {
  return order.map(({ column, direction }) => `"${column}" ${direction}`).join(", ");
}

function orderBy(order: readonly OrderColumn[]): string {
  return order.map(({ column, direction }) => `${orderExpressionOf(column)} ${direction}`).join(", ");
}

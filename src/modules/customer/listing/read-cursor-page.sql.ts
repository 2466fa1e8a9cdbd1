import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { CUSTOMER_FIELDS, type Fields } from "../fields";
import { ALIAS } from "./find-matching-ids.sql";
import { orderExpressionOf } from "./order-expression.sql";
import type { Cursor } from "./page-cursor";
import type { OrderColumn } from "./read-page-order";
import { readRowsAndCountOfWords, readRowsOfWords } from "./read-rows-of-words.sql";

export type PageRow = { id: string; value: string | null };

const FIELDS: Fields = CUSTOMER_FIELDS;

const isNullable = (column: string): boolean => !FIELDS[column].required;

type Section = { condition: string; bindings: (string | null)[] };

/**
 * Reads up to `limit` rows after a cursor, ordered by a column and the id.
 *
 * Any depth costs as much as the first page, because a comparison of (column, id) is a position in the index on both.
 * PostgreSQL sorts nulls after all values, and no such comparison matches them; they are a section of their own, which is
 * read after the first.
 *
 * Index: IDX_customer_<column>_id, for names on their first letters; for email IDX_customer_email_has_account_unique; for
 * words those of `readRowsOfWords`.
 */
export async function readCursorPage(matches: Knex.QueryBuilder, window: CursorWindow): Promise<PageRow[]> {
  const rows: PageRow[] = [];
  for (const section of sectionsOf(window.order, window.cursor)) {
    if (rows.length < window.limit) {
      rows.push(...(await readSection(matches, section, { ...window, limit: window.limit - rows.length })));
    }
  }
  return rows;
}

export type CursorWindow = {
  connection: Knex;
  order: OrderColumn;
  cursor: Cursor | null;
  limit: number;
  /** Whether the matches are found by words. */
  hasWords: boolean;
};

/**
 * Reads the first page and the number of matches up to a bound, in one search for the words.
 *
 * @returns undefined for an order with nulls, whose page may consist of two sections.
 */
export async function readFirstPageAndCount(
  matches: Knex.QueryBuilder,
  { connection, order, limit }: Pick<CursorWindow, "connection" | "order" | "limit">,
  bound: number,
): Promise<{ rows: PageRow[]; number: number } | undefined> {
  if (isNullable(order.column)) {
    return undefined;
  }
  const { query, by } = wordQuery(matches, order);
  return await readRowsAndCountOfWords<PageRow>(connection, query, { by, take: limit, bound });
}

async function readSection(
  matches: Knex.QueryBuilder,
  section: Section,
  { connection, order, limit, hasWords }: CursorWindow,
): Promise<PageRow[]> {
  const within = matches.clone().whereRaw(section.condition, section.bindings);
  if (hasWords) {
    const { query, by } = wordQuery(within, order);
    return await readRowsOfWords<PageRow>(connection, query, { by, take: limit });
  }
  const by = orderNames(order).map((name) => `${orderExpressionOf(name)} ${order.direction}`);
  return await rowQuery(within, order).orderByRaw(by.join(", ")).limit(limit);
}

/** Selects the id and the value that a cursor holds. */
function rowQuery(matches: Knex.QueryBuilder, { column }: OrderColumn): Knex.QueryBuilder {
  const query = matches.clone().clearSelect().select(`${ALIAS}.id`);
  return query.select(query.client.raw(`${orderExpressionOf(column)}::text as value`));
}

/** Selects the column of the order too, under its name: statements on words sort what they have found by it. */
function wordQuery(matches: Knex.QueryBuilder, order: OrderColumn): { query: Knex.QueryBuilder; by: string } {
  const query = rowQuery(matches, order);
  if (order.column !== "id") {
    query.select(query.client.raw(`${orderExpressionOf(order.column)} as "${order.column}"`));
  }
  return {
    query,
    by: orderNames(order)
      .map((name) => `"${name}" ${order.direction}`)
      .join(", "),
  };
}

function orderNames({ column }: OrderColumn): string[] {
  return column === "id" ? ["id"] : [column, "id"];
}

function sectionsOf({ column, direction }: OrderColumn, cursor: Cursor | null): Section[] {
  const name = orderExpressionOf(column);
  const beyond = `${direction === "asc" ? ">" : "<"}${cursor?.inclusive ? "=" : ""}`;
  if (column === "id") {
    return [cursor ? { condition: `${name} ${beyond} ?`, bindings: [cursor.id] } : everything];
  }
  const nulls = { condition: `${name} is null`, bindings: [] };
  const values = { condition: `${name} is not null`, bindings: [] };
  const behindNull = { condition: `${name} is null and ${ALIAS}.id ${beyond} ?`, bindings: [cursor?.id ?? null] };
  const behindValue = {
    condition: `(${name}, ${ALIAS}.id) ${beyond} (?::${FIELDS[column].type}, ?)`,
    bindings: [cursor?.value ?? null, cursor?.id ?? null],
  };
  if (!isNullable(column)) {
    return [cursor ? behindValue : everything];
  }
  const [first, last] = direction === "asc" ? [values, nulls] : [nulls, values];
  if (!cursor) {
    return [first, last];
  }
  if (cursor.value === null) {
    return direction === "asc" ? [behindNull] : [behindNull, values];
  }
  return direction === "asc" ? [behindValue, nulls] : [behindValue];
}

const everything: Section = { condition: "true", bindings: [] };

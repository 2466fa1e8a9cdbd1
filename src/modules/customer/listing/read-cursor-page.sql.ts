import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";
import { CUSTOMER_FIELDS, type Fields } from "../fields";
import { ALIAS } from "./find-matching-ids.sql";
import { orderExpressionOf } from "./order-expression.sql";
import type { Cursor } from "./page-cursor";
import { bothConditions, type Condition, NO_CONDITION } from "./plain-condition";
import { byNames, matchesOf } from "./read-page-of-words.sql";
import type { OrderColumn } from "./read-page-order";
import type { RowShape } from "./read-row-shape";
import { joinOf, orderBy, tableOf } from "./read-rows.sql";
import { pageAndBoundedCountOfWords, pageOfWords, type RowsQuery } from "./read-rows-of-words.sql";
import { completeRows, type FoundRow, rowColumns } from "./row-columns.sql";

/** A row of a page, and its value in the order's column, as PostgreSQL writes it. */
export type PageRow = { row: FoundRow; id: string; value: string | null };

const FIELDS: Fields = CUSTOMER_FIELDS;

const isNullable = (column: string): boolean => !FIELDS[column].required;

export type CursorWindow = {
  connection: Knex;
  shape: RowShape;
  condition: Condition;
  withDeleted: boolean;
  order: OrderColumn;
  cursor: Cursor | null;
  limit: number;
  /** Whether the matches are found by words. */
  hasWords: boolean;
  /** Whether the order's index holds all that the condition needs: then whole rows are read for the page only. */
  idsFirst: boolean;
};

/** Names of columns that are no fields of a row. */
const VALUE = "#value";
const NUMBER = "#number";

/**
 * Reads up to `limit` rows after a cursor, ordered by a column and the id.
 *
 * Any depth costs as much as the first page, because a comparison of (column, id) is a position in the index on both.
 * PostgreSQL sorts nulls after all values, and no such comparison matches them; they are a separate section, which is
 * read after the first.
 *
 * Index: IDX_customer_<column>_id, for names on their first letters; for email IDX_customer_email_has_account_unique; for
 * words those of `pageOfWords`.
 */
export async function readCursorPage(window: CursorWindow): Promise<PageRow[]> {
  const rows: PageRow[] = [];
  for (const section of sectionsOf(window.order, window.cursor)) {
    if (rows.length < window.limit) {
      rows.push(...(await readSection(section, { ...window, limit: window.limit - rows.length })));
    }
  }
  return rows;
}

/**
 * Reads the first page and the number of matches up to a bound, in one search for the words.
 *
 * @returns undefined for an order with nulls, whose page may consist of two sections.
 */
export async function readFirstPageAndCount(
  window: CursorWindow,
  bound: number,
): Promise<{ rows: PageRow[]; number: number } | undefined> {
  if (isNullable(window.order.column)) {
    return undefined;
  }
  const order = orderColumns(window.order);
  const words = { by: byNames(order), take: window.limit, bound };
  const page = pageAndBoundedCountOfWords(matchesOf(window.condition, order), words);
  const found = await readPage(page, { ...window, join: "left join", columns: `page.number as "${NUMBER}", ` });
  return { rows: pageRows(found, window), number: Number(found[0]?.[NUMBER] ?? 0) };
}

async function readSection(section: Condition, window: CursorWindow): Promise<PageRow[]> {
  const condition = bothConditions(window.condition, section);
  const order = orderColumns(window.order);
  const { shape, limit: take, connection } = window;
  if (window.hasWords) {
    const page = pageOfWords(matchesOf(condition, order), { by: byNames(order), take });
    return pageRows(await readPage(page, { ...window, join: "join", columns: "" }), window);
  }
  const bindings = [...condition.bindings, take];
  const found = `from ${tableOf(shape)} where ${condition.sql} order by ${orderBy(shape.model, order)} limit ?`;
  if (window.idsFirst) {
    const page = { sql: `select ${ALIAS}.id ${found}`, bindings };
    return pageRows(await readPage(page, { ...window, join: "join", columns: "" }), window);
  }
  return pageRows(await queryRows<FoundRow>(connection, `select ${columnsOf(window)} ${found}`, bindings), window);
}

type PageReading = CursorWindow & { join: "join" | "left join"; columns: string };

/** Reads the rows of a page whose ids a query finds. */
async function readPage({ sql, bindings }: RowsQuery, { join, columns, ...window }: PageReading): Promise<FoundRow[]> {
  const { shape, order, connection } = window;
  const statement = `
    select ${columns}${columnsOf(window)} from (${sql}) page ${join} ${joinOf(shape, window.withDeleted)}
    order by ${orderBy(shape.model, orderColumns(order))}`;
  return await queryRows<FoundRow>(connection, statement, bindings);
}

/** The columns of a row, and the value that a cursor holds. */
function columnsOf({ shape, withDeleted, order }: CursorWindow): string {
  return `${rowColumns(shape, ALIAS, withDeleted)}, ${orderExpressionOf(order.column)}::text as "${VALUE}"`;
}

function pageRows(found: FoundRow[], { shape }: CursorWindow): PageRow[] {
  const present = found.filter(({ id }) => id !== null);
  const values = present.map(({ [VALUE]: value }) => value);
  const rows = completeRows(
    present.map(({ [VALUE]: _, [NUMBER]: __, ...row }) => row),
    shape,
  );
  // as: the id and a value cast to text are texts.
  return rows.map((row, index) => ({ row, id: row.id, value: values[index] }) as PageRow);
}

/** The order with the id behind its column. */
function orderColumns(order: OrderColumn): OrderColumn[] {
  return order.column === "id" ? [order] : [order, { column: "id", direction: order.direction }];
}

function sectionsOf({ column, direction }: OrderColumn, cursor: Cursor | null): Condition[] {
  const name = orderExpressionOf(column);
  const beyond = `${direction === "asc" ? ">" : "<"}${cursor?.inclusive ? "=" : ""}`;
  if (column === "id") {
    return [cursor ? { sql: `${name} ${beyond} ?`, bindings: [cursor.id] } : NO_CONDITION];
  }
  const nulls = { sql: `${name} is null`, bindings: [] };
  const values = { sql: `${name} is not null`, bindings: [] };
  const behindNull = { sql: `${name} is null and ${ALIAS}.id ${beyond} ?`, bindings: [cursor?.id ?? null] };
  const behindValue = {
    sql: `(${name}, ${ALIAS}.id) ${beyond} (?::${FIELDS[column].type}, ?)`,
    bindings: [cursor?.value ?? null, cursor?.id ?? null],
  };
  if (!isNullable(column)) {
    return [cursor ? behindValue : NO_CONDITION];
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

import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import type { Cursor } from "../../domain/cursor";
import type { OrderColumn } from "../../domain/page-order";
import { ALIAS } from "./matching-ids";
import { orderExpression } from "./order-expression";
import { rowsOfWords } from "./word-rows";

export type PageRow = { id: string; value: string | null };

/** The types in which a cursor's value goes back to the database; text is the rule. */
const TYPES: Record<string, string> = {
  created_at: "timestamptz",
  updated_at: "timestamptz",
  has_account: "boolean",
};

const NULLABLE = new Set(["company_name", "first_name", "last_name", "email", "phone", "created_by", "external_id"]);

type Section = { condition: string; bindings: (string | null)[] };

/**
 * Up to `limit` rows behind a cursor, in an order with the id behind it: any depth costs as much as the first page,
 * because a comparison of (column, id) is a place in the index on both. PostgreSQL puts nulls behind everything, and no
 * such comparison reaches them, so they are a section of their own, read when the first has ended.
 *
 * Index: IDX_customer_<column>_id, for names on their first letters; for email IDX_customer_email_has_account_unique; for
 * words those of `rowsOfWords`.
 */
export async function cursorPage(matches: Knex.QueryBuilder, window: CursorWindow): Promise<PageRow[]> {
  const rows: PageRow[] = [];
  for (const section of sections(window.order, window.cursor)) {
    if (rows.length < window.limit) {
      rows.push(...(await readSection(matches, section, { ...window, limit: window.limit - rows.length })));
    }
  }
  return rows;
}

type CursorWindow = {
  connection: Knex;
  order: OrderColumn;
  cursor: Cursor | null;
  limit: number;
  /** Whether the matches are found by words. */
  hasWords: boolean;
};

async function readSection(
  matches: Knex.QueryBuilder,
  section: Section,
  { connection, order: { column, direction }, limit, hasWords }: CursorWindow,
): Promise<PageRow[]> {
  const query = matches.clone().clearSelect().select(`${ALIAS}.id`).whereRaw(section.condition, section.bindings);
  query.select(query.client.raw(`${orderExpression(column)}::text as value`));
  const names = column === "id" ? ["id"] : [column, "id"];
  if (!hasWords) {
    return await query.orderByRaw(names.map((name) => `${orderExpression(name)} ${direction}`).join(", ")).limit(limit);
  }
  if (column !== "id") {
    query.select(query.client.raw(`${orderExpression(column)} as "${column}"`));
  }
  const by = names.map((name) => `"${name}" ${direction}`).join(", ");
  return await rowsOfWords<PageRow>(connection, query, { by, take: limit });
}

function sections({ column, direction }: OrderColumn, cursor: Cursor | null): Section[] {
  const name = orderExpression(column);
  const beyond = direction === "asc" ? ">" : "<";
  if (column === "id") {
    return [cursor ? { condition: `${name} ${beyond} ?`, bindings: [cursor.id] } : everything];
  }
  const nulls = { condition: `${name} is null`, bindings: [] };
  const values = { condition: `${name} is not null`, bindings: [] };
  const behindNull = { condition: `${name} is null and ${ALIAS}.id ${beyond} ?`, bindings: [cursor?.id ?? null] };
  const behindValue = {
    condition: `(${name}, ${ALIAS}.id) ${beyond} (?::${TYPES[column] ?? "text"}, ?)`,
    bindings: [cursor?.value ?? null, cursor?.id ?? null],
  };
  if (!NULLABLE.has(column)) {
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

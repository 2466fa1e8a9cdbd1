import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import type { Cursor } from "../../domain/cursor";
import type { OrderColumn } from "../../domain/page-order";
import { ALIAS } from "./matching-ids";
import { orderExpression } from "./order-expression";

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
 * Index: IDX_customer_<column>_id, for names on their first letters; for email IDX_customer_email_has_account_unique.
 */
export async function cursorPage(
  matches: Knex.QueryBuilder,
  { order, cursor, limit }: { order: OrderColumn; cursor: Cursor | null; limit: number },
): Promise<PageRow[]> {
  const rows: PageRow[] = [];
  for (const section of sections(order, cursor)) {
    if (rows.length < limit) {
      rows.push(...(await readSection(matches, { order, section, limit: limit - rows.length })));
    }
  }
  return rows;
}

async function readSection(
  matches: Knex.QueryBuilder,
  { order, section, limit }: { order: OrderColumn; section: Section; limit: number },
): Promise<PageRow[]> {
  const { column, direction } = order;
  const query = matches.clone().clearSelect().select(`${ALIAS}.id`).whereRaw(section.condition, section.bindings);
  query.select(query.client.raw(`${orderExpression(column)}::text as value`));
  const by = column === "id" ? ["id"] : [column, "id"];
  return await query.orderByRaw(by.map((name) => `${orderExpression(name)} ${direction}`).join(", ")).limit(limit);
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

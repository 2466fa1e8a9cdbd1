import { MedusaError } from "@medusajs/framework/utils";
import { queryRows, type Transaction } from "../transaction";
import { columnsOf, type Row, type Table } from "./tables";

export type UpdatedRows = { rows: Row[]; changedIds: string[] };

type Assignment = { column: string; expression: string; bindings: unknown[] };

/**
 * Writes the same fields to many rows in one statement. Rows are locked in id order, so that two overlapping batches do
 * not wait for each other in a circle; a row that holds all values already is left untouched, time included, and is told
 * apart, because it makes no event.
 *
 * Index: the primary key.
 *
 * @returns the live rows of these ids as they are now, in id order, and the ids of those that changed.
 */
export async function updateRows(
  transaction: Transaction,
  table: Table,
  { ids, fields }: { ids: readonly string[]; fields: Record<string, unknown> },
): Promise<UpdatedRows> {
  const assignments = assignmentsOf(table, fields);
  if (!assignments.length) {
    return { rows: await findRows(transaction, table, ids), changedIds: [] };
  }
  const found = await queryRows<Row & { changed: boolean }>(transaction, statement(table, assignments), [
    ...assignments.flatMap(({ bindings }) => bindings),
    [...ids],
    new Date(),
  ]);
  const changedIds = found.filter(({ changed }) => changed).map(({ id }) => id);
  const rows = found.map(({ changed: _, ...row }): Row => row);
  return { rows, changedIds };
}

/** @throws MedusaError (not_found), in core's words, when a row for one of the ids is missing. */
export function assertAllFound(table: Table, ids: readonly string[], rows: readonly Row[]): void {
  const found = new Set(rows.map(({ id }) => id));
  const missing = [...new Set(ids)].filter((id) => !found.has(id));
  if (missing.length) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `${table.model} with id "${missing.join(", ")}" not found`);
  }
}

async function findRows(transaction: Transaction, table: Table, ids: readonly string[]): Promise<Row[]> {
  const { rows } = await transaction.raw<{ rows: Row[] }>(
    `select ${columnsOf(table)} from ${table.name} where id = any(?::text[]) and deleted_at is null order by id`,
    [[...ids]],
  );
  return rows;
}

/** Each new value is computed once, beside the row it is for; the update then only compares and copies. */
const statement = (table: Table, assignments: Assignment[]): string => `
  with target as (
    select ${table.name}.id, ${assignments.map(({ column, expression }) => `${expression} as new_${column}`).join(", ")}
    from ${table.name}
    where id = any(?::text[]) and deleted_at is null
    order by id
    for update
  ),
  changed as (
    update ${table.name} set
      ${assignments.map(({ column }) => `${column} = new_${column}`).join(", ")}, updated_at = ?::timestamptz
    from target
    where ${table.name}.id = target.id
      and (${assignments.map(({ column }) => `${table.name}.${column} is distinct from new_${column}`).join(" or ")})
    returning ${columnsOf(table)}
  )
  select changed.*, true as changed from changed
  union all
  select ${columnsOf(table)}, false from ${table.name}
  where id in (select id from target except select id from changed)
  order by id
`;

function assignmentsOf(table: Table, fields: Record<string, unknown>): Assignment[] {
  return Object.entries(fields)
    .filter(([column]) => column in table.columns)
    .map(([column, value]) => {
      if (table.columns[column].type === "jsonb") {
        return metadataAssignment(column, value);
      }
      return { column, expression: `?::${table.columns[column].type}`, bindings: [value] };
    });
}

/** As Medusa merges metadata: key by key at the top level; an empty string takes a key away, null clears everything. */
function metadataAssignment(column: string, value: unknown): Assignment {
  if (typeof value !== "object" || value === null) {
    return { column, expression: "?::jsonb", bindings: [value === null ? null : JSON.stringify(value)] };
  }
  const entries = Object.entries(value);
  const removed = entries.filter(([, inner]) => inner === "").map(([key]) => key);
  const kept = Object.fromEntries(entries.filter(([, inner]) => inner !== "" && inner !== undefined));
  if (!entries.length) {
    return { column, expression: column, bindings: [] };
  }
  return {
    column,
    expression: `(coalesce(${column}, '{}') || ?::jsonb) - ?::text[]`,
    bindings: [JSON.stringify(kept), removed],
  };
}

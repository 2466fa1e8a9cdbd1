import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { MedusaError } from "@medusajs/framework/utils";
import { mergeMetadata, splitMetadata } from "./merge-metadata";
import { columnsOf, type Row, type Table } from "./tables";
import { queryRows } from "./transaction";

export type UpdatedRows = { rows: Row[]; changedIds: string[] };

type Assignment = { column: string; expression: string; bindings: unknown[] };

/**
 * Updates many rows with the same fields, in one statement.
 *
 * Rows are locked in id order: two overlapping batches cannot deadlock. A row that has all values already is left
 * untouched, its time included, and causes no event. The lock does not block foreign keys (`no key`): orders and
 * addresses of these customers may be written meanwhile.
 *
 * Index: the primary key. The update gets the locked ids as an array: a join with 10,000 of a million ids reads the whole
 * table.
 *
 * @returns the live rows of these ids after the update, in id order, and the ids of those that changed.
 */
export async function updateRows(
  connection: Knex,
  table: Table,
  { ids, fields }: { ids: readonly string[]; fields: Record<string, unknown> },
): Promise<UpdatedRows> {
  const assignments = assignmentsOf(table, fields);
  if (!assignments.length) {
    return { rows: await findRows(connection, table, ids), changedIds: [] };
  }
  const values = assignments.flatMap(({ bindings }) => bindings);
  const found = await queryRows<Row & { changed: boolean }>(connection, statement(table, assignments), [
    [...ids],
    ...values,
    new Date(),
    ...values,
  ]);
  const changedIds = found.filter(({ changed }) => changed).map(({ id }) => id);
  const rows = found.map(({ changed: _, ...row }): Row => row);
  return { rows, changedIds };
}

/** Asserts that a row was found for each id. @throws MedusaError (not_found), in core's words. */
export function assertAllFound(table: Table, ids: readonly string[], rows: readonly Row[]): void {
  const found = new Set(rows.map(({ id }) => id));
  const missing = [...new Set(ids)].filter((id) => !found.has(id));
  if (missing.length) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `${table.model} with id "${missing.join(", ")}" not found`);
  }
}

async function findRows(connection: Knex, table: Table, ids: readonly string[]): Promise<Row[]> {
  const { rows } = await connection.raw<{ rows: Row[] }>(
    `select ${columnsOf(table)} from ${table.name} where id = any(?::text[]) and deleted_at is null order by id`,
    [[...ids]],
  );
  return rows;
}

/**
 * Compares with the values that the lock returns: the lock waits for other writers and sees the newest row. The rest of
 * the statement sees rows as of its beginning, which may have the requested value that another writer has just replaced.
 */
const statement = (table: Table, assignments: Assignment[]): string => `
  with target as (
    select ${columnsOf(table)} from ${table.name}
    where id = any(?::text[]) and deleted_at is null
    order by id
    for no key update
  ),
  changed as (
    update ${table.name} set
      ${assignments.map(({ column, expression }) => `${column} = ${expression}`).join(", ")}, updated_at = ?::timestamptz
    where id = any(array(
      select id from target
      where ${assignments.map(({ column, expression }) => `${column} is distinct from ${expression}`).join(" or ")}
    ))
    returning ${columnsOf(table)}
  )
  select *, true as changed from changed
  union all
  select *, false from target where id not in (select id from changed)
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

/** Merges metadata as Medusa does: an empty string removes a key, null clears all. */
function metadataAssignment(column: string, value: unknown): Assignment {
  if (typeof value !== "object" || value === null) {
    return { column, expression: "?::jsonb", bindings: [value === null ? null : JSON.stringify(value)] };
  }
  if (!Object.keys(value).length) {
    return { column, expression: column, bindings: [] };
  }
  const { kept, removed } = splitMetadata(value);
  return {
    column,
    expression: mergeMetadata(column, "?::jsonb", "?::text[]"),
    bindings: [JSON.stringify(kept), removed],
  };
}

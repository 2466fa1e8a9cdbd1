import { queryRows, type Transaction } from "../../database/transaction";
import { CUSTOMER_FIELDS, type Field } from "../../fields";
import { ImportLost } from "../import-progress.sql";
import { rangeOf } from "./batch-range";
import { mergedMetadata, newValue, UPDATED_FIELDS } from "./match-rows.sql";
import type { KnownRow, NewRow } from "./sort-rows";

/**
 * What is not the row's own value in a new customer; a time that the file does not have is that of the import. So who reads
 * `updated_at` finds customers whose `created_at` is from the file.
 */
const INSERTED: Partial<Record<string, string>> = {
  id: "new_id",
  created_at: "coalesce(created_at, ?::timestamptz)",
  updated_at: "coalesce(updated_at, ?::timestamptz)",
};

function insertedValue([name, field]: [string, Field]): string {
  if (field.type === "jsonb") {
    return mergedMetadata(name, "customer_import_row", "'{}'::jsonb");
  }
  return INSERTED[name] ?? (field.default === undefined ? name : `coalesce(${name}, ${field.default})`);
}

const FIELDS = Object.entries<Field>(CUSTOMER_FIELDS).filter(([, { file }]) => file !== undefined);

/**
 * New customers from the rows as they were read, without leaving the database. By email, as every operation inserts
 * customers: an insert waits for another transaction that has inserted the same one. Times come along where the file has
 * them. Index: customer_import_row_pkey; what inserting costs is the indexes of `customer`.
 */
const INSERT = `
  insert into customer (${FIELDS.map(([name]) => name).join(", ")})
  select ${FIELDS.map(insertedValue).join(", ")}
  from customer_import_row
  where import_id = ? and line between ? and ? and line = any(?::int[])
  order by email, has_account
  returning id
`;

/**
 * In id order, as every operation on several customers locks; foreign keys may go on pointing at them. Index:
 * customer_pkey.
 */
const LOCK = `
  select id, xmin::text as version from customer
  where id = any(?::text[]) and deleted_at is null order by id for no key update
`;

/** Index: customer_import_row_pkey, customer_pkey; see `rangeOf` for what says so twice. */
const UPDATE = `
  update customer set
    ${UPDATED_FIELDS.map((field) => `${field} = ${newValue(field, "staged", "customer")}`).join(",\n    ")},
    updated_at = ?::timestamptz
  from unnest(?::int[], ?::text[]) as planned (line, target_id)
  join customer_import_row staged
    on staged.import_id = ? and staged.line between ? and ? and staged.line = planned.line
  where customer.id = planned.target_id and customer.id = any(?::text[])
`;

/** @returns the ids of the new customers. */
export async function insertImported(
  transaction: Transaction,
  importId: string,
  rows: readonly NewRow[],
): Promise<string[]> {
  if (rows.length) {
    const now = new Date();
    const lines = rows.map(({ line }) => line);
    const made = await queryRows(transaction, INSERT, [now, now, importId, ...rangeOf(lines), lines]);
    // Rows that vanished since they were planned must not count as stored.
    if (made.length !== rows.length) {
      throw new ImportLost();
    }
  }
  return rows.map(({ new_id }) => new_id);
}

/** Locks the customers of planned rows. @returns whether they all are as the plan saw them. */
export async function lockTargets(transaction: Transaction, rows: readonly KnownRow[]): Promise<boolean> {
  if (!rows.length) {
    return true;
  }
  const ids = rows.map(({ target_id }) => target_id);
  const locked = await queryRows<{ id: string; version: string }>(transaction, LOCK, [ids]);
  const versions = new Map(locked.map(({ id, version }) => [id, version]));
  return rows.every(({ target_id, version }) => versions.get(target_id) === version);
}

/** Writes customers that would change; they are locked and as the plan saw them. @returns their ids. */
export async function updateImported(
  transaction: Transaction,
  importId: string,
  rows: readonly KnownRow[],
): Promise<string[]> {
  const changing = rows.filter(({ differs }) => differs);
  const ids = changing.map(({ target_id }) => target_id);
  if (ids.length) {
    const lines = changing.map(({ line }) => line);
    await queryRows(transaction, UPDATE, [new Date(), lines, ids, importId, ...rangeOf(lines), ids]);
  }
  return ids;
}

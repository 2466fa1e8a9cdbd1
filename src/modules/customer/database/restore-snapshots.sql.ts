import { ADDRESS_FIELDS, CUSTOMER_FIELDS, type Field, type Fields } from "../fields";
import type { SnapshotTable } from "./take-snapshot.sql";
import { queryRows, retryOnUniqueViolation, type Transaction } from "./transaction";

/** A row as PostgreSQL writes it in JSON, with the values of each column that the undone work may have written. */
type SnapshotToRestore = {
  row: { id: string; [column: string]: unknown };
  accepted: Record<string, unknown[]>;
};

export type RestoredRows = { restored: string[]; notRestored: string[] };

/** Condition: no other live customer of the kind has the email. Index: IDX_customer_email_has_account_unique. */
const EMAIL_IS_FREE = `
  and not exists (
    select from customer other
    where other.email = before ->> 'email' and other.has_account = (before ->> 'has_account')::boolean
      and other.deleted_at is null and other.id <> before ->> 'id'
  )`;

/**
 * How a row is restored after another caller has changed one of its columns. `rows`: no column is restored. `columns`: all
 * other columns are restored.
 */
const SCOPES = {
  rows: {
    // The time of the update does not show a change of a column: it is restored with the row.
    alwaysRestored: "name = 'updated_at'",
    conflictCondition: "true",
    restorable: (table: SnapshotTable) => `not has_conflict ${table === "customer" ? EMAIL_IS_FREE : ""}`,
    notRestored: `
      select before ->> 'id' as id from kept
      where before ->> 'id' not in (select id from restorable)`,
  },
  columns: {
    alwaysRestored: "false",
    conflictCondition: "accepted -> name is not null",
    restorable: () => "true",
    notRestored: "select id from compared where has_conflict",
  },
};

type Scope = keyof typeof SCOPES;

const TABLES: Record<SnapshotTable, Fields> = { customer: CUSTOMER_FIELDS, customer_address: ADDRESS_FIELDS };

/**
 * Restores rows in one statement.
 *
 * A column is unchanged if it has its former value or an accepted one: then it is restored. The row lock makes comparison and write
 * atomic. A trigger updates the search text. Index: the primary key, row by row: two lists without statistics would be compared
 * pair by pair.
 */
const statement = (
  table: SnapshotTable,
  { alwaysRestored, conflictCondition, restorable, notRestored }: (typeof SCOPES)[Scope],
): string => `
  with kept as (
    select snapshot -> 'row' as before, snapshot -> 'accepted' as accepted
    from jsonb_array_elements(?::jsonb) as snapshot
  ),
  current as (
    select ${table}.id, to_jsonb(${table}) as now, before, accepted
    from kept join ${table} on ${table}.id = before ->> 'id'
    order by ${table}.id
    for update of ${table}
  ),
  compared as (
    select id, now, before, now || wanted as row, has_conflict
    from current
    cross join lateral (
      select
        jsonb_object_agg(name, case when is_unchanged then value else now -> name end) as wanted,
        bool_or(not is_unchanged and ${conflictCondition} and name not in ('updated_at', 'search_text')) as has_conflict
      from jsonb_each(before) as field (name, value)
      cross join lateral (
        select ${alwaysRestored} or now -> name is not distinct from value
          or exists (select from jsonb_array_elements(accepted -> name) as one (value) where one.value = now -> name) as is_unchanged
      ) as look
    ) as columns
  ),
  restorable as (
    select * from compared where ${restorable(table)}
  ),
  written as (
    update ${table} set
      ${Object.entries(TABLES[table]).flatMap(assignment).join(",\n      ")}
    from restorable, jsonb_populate_record(null::${table}, restorable.row) as old
    where ${table}.id = old.id and now <> row
    returning ${table}.id
  )
  select
    (select coalesce(json_agg(id order by id), '[]') from written) as restored,
    (select coalesce(json_agg(id order by id), '[]') from (${notRestored}) as not_restored) as "notRestored"
`;

/** Restores a default flag only where no other live row of the customer has it. */
function assignment([column, { restore }]: [string, Field]): string[] {
  if (restore === "never") {
    return [];
  }
  if (restore === undefined) {
    return [`${column} = old.${column}`];
  }
  return [
    `${column} = old.${column} and not exists (
        select from customer_address other
        where other.customer_id = old.customer_id and other.${column} and other.deleted_at is null and other.id <> old.id
      )`,
  ];
}

/**
 * Restores whole rows.
 *
 * A row stays as it is if another caller has changed one of its columns, or if another customer has its email.
 *
 * @returns the ids that were restored, and those that were not.
 */
export async function restoreSnapshots(
  transaction: Transaction,
  table: SnapshotTable,
  snapshots: readonly SnapshotToRestore[],
): Promise<RestoredRows> {
  return await retryOnUniqueViolation(transaction, () =>
    restore(transaction, statement(table, SCOPES.rows), snapshots),
  );
}

/**
 * Restores rows column by column. A column that another caller has changed keeps its value.
 *
 * `accepted` has exactly the columns that the undone work changed.
 *
 * @returns the ids that were restored, and those of which a column was not.
 */
export async function restoreColumns(
  transaction: Transaction,
  table: SnapshotTable,
  snapshots: readonly SnapshotToRestore[],
): Promise<RestoredRows> {
  return await restore(transaction, statement(table, SCOPES.columns), snapshots);
}

async function restore(
  transaction: Transaction,
  sql: string,
  snapshots: readonly SnapshotToRestore[],
): Promise<RestoredRows> {
  const [done] = await queryRows<RestoredRows>(transaction, sql, [JSON.stringify(snapshots)]);
  return done;
}

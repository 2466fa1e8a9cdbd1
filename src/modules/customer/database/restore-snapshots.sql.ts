import { ADDRESS_FIELDS, CUSTOMER_FIELDS, type Field, type Fields } from "../fields";
import type { SnapshotTable } from "./take-snapshot.sql";
import { queryRows, retryOnUniqueViolation, type Transaction } from "./transaction";

/** A row as PostgreSQL writes it in JSON, with the values of each column that the undone work may have written. */
export type SnapshotToRestore = {
  row: { id: string; [column: string]: unknown };
  accepted: Record<string, unknown[]>;
};

export type RestoredRows = { restored: string[]; refused: string[] };

/** Condition: no other live customer of the kind has the email. Index: IDX_customer_email_has_account_unique. */
const EMAIL_IS_FREE = `
  and not exists (
    select from customer other
    where other.email = before ->> 'email' and other.has_account = (before ->> 'has_account')::boolean
      and other.deleted_at is null and other.id <> before ->> 'id'
  )`;

/**
 * How a row is restored of which another caller has changed a column. `rows`: the whole row stays as it is. `columns`:
 * that column stays, the others are restored.
 */
const SCOPES = {
  rows: {
    // The time of the update does not show a change of a column: it is restored with the row.
    alwaysOurs: "name = 'updated_at'",
    disputes: "true",
    restorable: (table: SnapshotTable) => `not disputed ${table === "customer" ? EMAIL_IS_FREE : ""}`,
    refused: `
      select before ->> 'id' as id from kept
      where before ->> 'id' not in (select id from restorable)`,
  },
  columns: {
    alwaysOurs: "false",
    disputes: "accepted -> name is not null",
    restorable: () => "true",
    refused: "select id from compared where disputed",
  },
};

type Scope = keyof typeof SCOPES;

const TABLES: Record<SnapshotTable, Fields> = { customer: CUSTOMER_FIELDS, customer_address: ADDRESS_FIELDS };

/**
 * Restores rows in one statement.
 *
 * A column is restored while it has its value of before or an accepted one. The row lock makes comparison and write
 * atomic. A trigger updates the search text. Index: the primary key.
 */
const statement = (
  table: SnapshotTable,
  { alwaysOurs, disputes, restorable, refused }: (typeof SCOPES)[Scope],
): string => `
  with kept as (
    select snapshot -> 'row' as before, snapshot -> 'accepted' as accepted
    from jsonb_array_elements(?::jsonb) as snapshot
  ),
  current as (
    select id, to_jsonb(${table}) as now
    from ${table} where id in (select before ->> 'id' from kept)
    order by id
    for update
  ),
  compared as (
    select current.id, now, before, now || wanted as row, disputed
    from kept
    join current on current.id = before ->> 'id'
    cross join lateral (
      select
        jsonb_object_agg(name, case when is_ours then value else now -> name end) as wanted,
        bool_or(not is_ours and ${disputes} and name not in ('updated_at', 'search_text')) as disputed
      from jsonb_each(before) as field (name, value)
      cross join lateral (
        select ${alwaysOurs} or now -> name is not distinct from value
          or exists (select from jsonb_array_elements(accepted -> name) as one (value) where one.value = now -> name) as is_ours
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
    (select coalesce(json_agg(id order by id), '[]') from (${refused}) as refused) as refused
`;

/** Restores a default mark, which one row per customer may have, only where no other live row has it. */
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
 * Restores whole rows. A row of which another caller has changed a column stays as it is, as does a customer whose email
 * another customer has.
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
 * Restores rows column by column: a column that another caller has changed keeps its value. `accepted` holds the columns
 * that the undone work changed, and no others.
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

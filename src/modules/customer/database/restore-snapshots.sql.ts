import type { RowSnapshot, SnapshotTable } from "./take-snapshot.sql";
import { queryRows, retryOnUniqueViolation, type Transaction } from "./transaction";

/** What a row may hold when it is put back: for each column, the values that the undone work may have left there. */
export type SnapshotToRestore = { row: RowSnapshot; accepted: Record<string, unknown[]> };

/** A default mark comes back only where no other live address has taken it. */
const defaultMark = (purpose: "shipping" | "billing"): string => `
  old.is_default_${purpose} and not exists (
    select from customer_address standing
    where standing.customer_id = old.customer_id and standing.is_default_${purpose}
      and standing.deleted_at is null and standing.id <> old.id
  )`;

/** Nobody else has the email by now. Index: IDX_customer_email_has_account_unique. */
const EMAIL_IS_FREE = `
  and not exists (
    select from customer standing
    where standing.email = kept.before ->> 'email' and standing.has_account = (kept.before ->> 'has_account')::boolean
      and standing.deleted_at is null and standing.id <> kept.before ->> 'id'
  )`;

/** What must hold of a row besides, lest one that cannot come back keeps all the others from coming back. */
const CONDITIONS: Record<SnapshotTable, string> = { customer: EMAIL_IS_FREE, customer_address: "" };

/** Every column but the key and the mark of deletion, and what it is set to. */
const COLUMNS: Record<SnapshotTable, Record<string, string>> = {
  customer: asBefore([
    ...["company_name", "first_name", "last_name", "email", "phone", "has_account"],
    ...["metadata", "created_by", "external_id", "created_at", "updated_at"],
  ]),
  customer_address: {
    ...asBefore([
      ...["customer_id", "address_name", "company", "first_name", "last_name", "address_1", "address_2", "city"],
      ...["country_code", "province", "postal_code", "phone", "metadata", "created_at", "updated_at"],
    ]),
    is_default_shipping: defaultMark("shipping"),
    is_default_billing: defaultMark("billing"),
  },
};

/**
 * One statement for all rows. A row is written only while each of its columns holds either what the snapshot says or
 * what the undone work may have left; anything else is somebody else's change, and stays, as does a customer whose email
 * somebody else has taken. The time of the update and the
 * search text, which a trigger keeps, follow the others. The row lock makes the look and the write one. Index: the
 * primary key.
 */
const statement = (table: SnapshotTable): string => `
  with kept as (
    select snapshot -> 'row' as before, snapshot -> 'accepted' as accepted
    from jsonb_array_elements(?::jsonb) as snapshot
  ),
  current as (
    select ${table}.id, to_jsonb(${table}) as now
    from ${table} where id in (select before ->> 'id' from kept)
    order by id
    for update
  ),
  ours as (
    select kept.before, current.now
    from kept
    join current on current.id = kept.before ->> 'id'
    where not exists (
      select from jsonb_each(current.now - 'updated_at' - 'search_text') as field (name, value)
      where value is distinct from kept.before -> name
        and not exists (select from jsonb_array_elements(kept.accepted -> name) as accepted (one) where one = value)
    )
    ${CONDITIONS[table]}
  ),
  written as (
    update ${table} set
      ${Object.entries(COLUMNS[table])
        .map(([column, value]) => `${column} = ${value}`)
        .join(",\n      ")}
    from ours, jsonb_populate_record(null::${table}, ours.before) as old
    where ${table}.id = old.id and ours.now <> ours.before
    returning ${table}.id
  )
  select
    (select coalesce(json_agg(id order by id), '[]') from written) as restored,
    (
      select coalesce(json_agg(before ->> 'id' order by before ->> 'id'), '[]')
      from kept where before ->> 'id' not in (select before ->> 'id' from ours)
    ) as refused
`;

/**
 * @returns the ids that were written back, and those that were left because somebody else changed or deleted them, or
 * took their email.
 */
export async function restoreSnapshots(
  transaction: Transaction,
  table: SnapshotTable,
  snapshots: readonly SnapshotToRestore[],
): Promise<{ restored: string[]; refused: string[] }> {
  const [done] = await retryOnUniqueViolation(transaction, () =>
    queryRows<{ restored: string[]; refused: string[] }>(transaction, statement(table), [JSON.stringify(snapshots)]),
  );
  return done;
}

function asBefore(columns: string[]): Record<string, string> {
  return Object.fromEntries(columns.map((column) => [column, `old.${column}`]));
}

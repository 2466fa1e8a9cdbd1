import { MedusaError } from "@medusajs/framework/utils";
import { CUSTOMER, CUSTOMER_ADDRESS, type Table } from "../database/tables";
import { queryRows, type Transaction } from "../database/transaction";
import type { MergeUndo, RowChange } from "./apply-merge.sql";
import { findEmailHolder } from "./find-email-owner.sql";
import type { MergeRow } from "./merge-redirects.sql";

export type UndoneMerge = {
  updatedCustomerIds: string[];
  updatedAddressIds: string[];
  deletedMembershipIds: string[];
  /** Rows of which a column was changed by somebody else since; that column stays as they left it. */
  refused: string[];
};

/** Index: customer_pkey. */
const LOCK = "select id from customer where id = any(?::text[]) order by id for update";

/**
 * Whoever takes the row away undoes the merge; a second time there is none, and one that another process has taken over
 * is not this run's to undo. Index: customer_merge_pkey.
 */
const FORGET = "delete from customer_merge where id = ? and run_id = ? returning id";

/** Earlier merges lead again where they led; one that has been pointed elsewhere since stays. */
const REDIRECTS = `
  insert into customer_merge
  select old.* from jsonb_populate_recordset(null::customer_merge, ?::jsonb) as old
  on conflict (id) do update set survivor_id = excluded.survivor_id where customer_merge.survivor_id = ?
`;

const MEMBERSHIPS = "delete from customer_group_customer where id = any(?::text[]) returning id";

/** Every column but the key, and the search text, which a trigger keeps. */
const columnsOf = (table: Table): string[] => [...Object.keys(table.columns), "created_at", "updated_at", "deleted_at"];

/**
 * Column by column: one that holds what the merge left gets its value from before; any other value is somebody else's
 * and stays. The row lock makes the look and the write one. Index: the primary key.
 */
const restore = (table: Table): string => `
  with kept as (
    select change -> 'before' as before, change -> 'after' as after
    from jsonb_array_elements(?::jsonb) as change
  ),
  current as (
    select id, to_jsonb(${table.name}) as now
    from ${table.name} where id in (select before ->> 'id' from kept)
    order by id
    for update
  ),
  wanted as (
    select current.id, current.now,
      jsonb_object_agg(
        field.name, case when now -> field.name = after -> field.name then field.value else now -> field.name end
      ) as row,
      bool_or(
        field.name not in ('updated_at', 'search_text') and field.value <> after -> field.name
        and now -> field.name <> after -> field.name and now -> field.name <> field.value
      ) as disputed
    from kept
    join current on current.id = before ->> 'id'
    cross join jsonb_each(before) as field (name, value)
    group by current.id, current.now
  ),
  written as (
    update ${table.name} set ${columnsOf(table)
      .map((column) => `${column} = old.${column}`)
      .join(", ")}
    from wanted, jsonb_populate_record(null::${table.name}, wanted.row) as old
    where ${table.name}.id = wanted.id and wanted.row <> wanted.now
    returning ${table.name}.id
  )
  select
    (select coalesce(json_agg(id order by id), '[]') from written) as restored,
    (select coalesce(json_agg(id order by id), '[]') from wanted where disputed) as refused
`;

/**
 * Undoes a merge row for row; twice does nothing more.
 *
 * @throws MedusaError (not_allowed) when the merged customer's email belongs to somebody else by now.
 */
export async function undoMerge(transaction: Transaction, undo: MergeUndo): Promise<UndoneMerge> {
  await queryRows(transaction, LOCK, [undo.customers.map(({ before }) => before.id)]);
  const standing = await queryRows(transaction, FORGET, [undo.merge_id, undo.run_id]);
  if (!standing.length) {
    return { updatedCustomerIds: [], updatedAddressIds: [], deletedMembershipIds: [], refused: [] };
  }
  await queryRows(transaction, REDIRECTS, [JSON.stringify(before(undo.merges, undo.merge_id)), undo.survivor_id]);
  const survivor = undo.customers.filter((change) => change.before.id === undo.survivor_id);
  const merged = undo.customers.filter((change) => change.before.id !== undo.survivor_id);
  // The survivor gives the email back before the merged customer, live again, takes it.
  const first = await restoreRows(transaction, CUSTOMER, survivor);
  await refuseTakenEmail(transaction, merged);
  const second = await restoreRows(transaction, CUSTOMER, merged);
  const addresses = await restoreRows(transaction, CUSTOMER_ADDRESS, undo.addresses);
  const ended = await queryRows<{ id: string }>(transaction, MEMBERSHIPS, [undo.membership_ids]);
  return {
    updatedCustomerIds: first.restored,
    updatedAddressIds: addresses.restored,
    deletedMembershipIds: ended.map(({ id }) => id),
    refused: [...first.refused, ...second.refused, ...addresses.refused],
  };
}

function before(merges: readonly MergeRow[], mergeId: string): MergeRow[] {
  return merges.filter(({ id }) => id !== mergeId);
}

async function restoreRows(transaction: Transaction, table: Table, changes: readonly RowChange[]) {
  const rows = await queryRows<{ restored: string[]; refused: string[] }>(transaction, restore(table), [
    JSON.stringify(changes),
  ]);
  return rows[0];
}

async function refuseTakenEmail(transaction: Transaction, merged: readonly RowChange[]): Promise<void> {
  for (const { before: row } of merged) {
    // as: columns of the customer table, whose types no JSON row can tell.
    const { email, has_account } = row as unknown as { email: string | null; has_account: boolean };
    const takenBy = await findEmailHolder(transaction, { email, has_account }, [row.id]);
    if (takenBy !== null) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        `The merge of customer "${row.id}" cannot be undone: its email belongs to customer "${takenBy}" by now.`,
      );
    }
  }
}

import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../../database/transaction";
import { otherIds } from "../staging/cleared-fields";
import { rangeOf } from "./batch-range";
import type { MergeOfRow, PlannedRow } from "./sort-rows";

/**
 * Finds merged customers by the keys of rows: an external_id before the email, which goes with the kind where the row says it,
 * and the last merge of each. A merged customer that was restored is no merge, and one whose survivor is deleted is unknown.
 *
 * One step is enough: a merge redirects earlier ones to its own survivor. Index: customer_import_row_pkey,
 * IDX_customer_deleted_external_id, IDX_customer_deleted_email, IDX_customer_merge_merged_id, customer_pkey. Where nothing was
 * ever merged, the statement reads no row.
 */
const STATEMENT = `
  with staged as materialized (
    select line, email, has_account, ${otherIds("customer_import_row")} || external_id as external_ids
    from customer_import_row
    where import_id = ? and line between ? and ? and line = any(?::int[]) and id is null
      and (select min(merged_id) from customer_merge) is not null
  )
  select distinct on (staged.line)
    staged.line, merge.survivor_id, merge.created_at as merged_at, former.key
  from staged
  cross join lateral (
    select id, 1 as turn, 'external_id' as key from customer
    where external_id = any(staged.external_ids) and deleted_at is not null
    union all
    select id, 2, 'email' from customer
    where email = staged.email and deleted_at is not null and has_account = coalesce(staged.has_account, has_account)
  ) as former
  join customer_merge merge on merge.merged_id = former.id
  join customer survivor on survivor.id = merge.survivor_id and survivor.deleted_at is null
  order by staged.line, former.turn, merge.created_at desc, merge.id desc
`;

/**
 * Adds the merge to rows that name a customer who was merged: those of no live customer, and those whose email the
 * survivor has. A live customer counts before a merged one. The external_id of a customer who was merged into the account of
 * a row, as a claimed guest, proves as much as the account's own: such a row is not of an account by email.
 *
 * The rows are changed in place: a copy of each of a million is memory that V8 gives back late.
 */
export async function addMerges(connection: Knex, importId: string, rows: readonly PlannedRow[]): Promise<void> {
  const asked = rows.filter((row) => row.target_id === null || row.is_other_external || row.is_account_by_email);
  if (!asked.length) {
    return;
  }
  const lines = asked.map(({ line }) => line);
  const found = await queryRows<MergeOfRow & { line: number }>(connection, STATEMENT, [
    ...[importId, ...rangeOf(lines), lines],
  ]);
  const merges = new Map(found.map(({ line, ...merge }) => [line, merge]));
  for (const row of asked) {
    const merge = merges.get(row.line) ?? null;
    if (row.target_id === null) {
      row.merge = merge;
    } else if (merge?.key === "external_id" && merge.survivor_id === row.target_id) {
      row.merge = row.is_other_external ? merge : null;
      row.is_account_by_email = false;
    }
  }
}

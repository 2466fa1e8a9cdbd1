import { isDeepStrictEqual } from "node:util";
import { MedusaError } from "@medusajs/framework/utils";
import { deleteRows } from "../database/delete-rows.sql";
import { type RestoredRows, restoreColumns } from "../database/restore-snapshots.sql";
import { CUSTOMER_GROUP_CUSTOMER } from "../database/tables";
import type { SnapshotTable } from "../database/take-snapshot.sql";
import { queryRows, type Transaction } from "../database/transaction";
import type { MergeUndo, RowChange } from "./apply-merge.sql";
import { findEmailOwner } from "./find-email-owner.sql";
import type { MergeRow } from "./merge-redirects.sql";

export type UndoneMerge = {
  updatedCustomerIds: string[];
  updatedAddressIds: string[];
  deletedMembershipIds: string[];
  /** Rows of which another writer has changed a column since; that column keeps its value. */
  notRestored: string[];
};

/** Index: customer_pkey. */
const LOCK = "select id from customer where id = any(?::text[]) order by id for update";

/** Deletes the merge, if this run has it. A second undo finds no row. Index: customer_merge_pkey. */
const DELETE_MERGES = "delete from customer_merge where id = ? and run_id = ? returning id";

/** Restores earlier redirects, unless they were changed since. */
const REDIRECTS = `
  insert into customer_merge
  select old.* from jsonb_populate_recordset(null::customer_merge, ?::jsonb) as old
  on conflict (id) do update set survivor_id = excluded.survivor_id where customer_merge.survivor_id = ?
`;

/**
 * Undoes a merge row for row. Idempotent.
 *
 * @throws MedusaError (not_allowed) when another customer has the email of the merged customer.
 */
export async function undoMerge(transaction: Transaction, undo: MergeUndo): Promise<UndoneMerge> {
  await queryRows(transaction, LOCK, [undo.customers.map(({ before }) => before.id)]);
  const deleted = await queryRows(transaction, DELETE_MERGES, [undo.merge_id, undo.run_id]);
  if (!deleted.length) {
    return { updatedCustomerIds: [], updatedAddressIds: [], deletedMembershipIds: [], notRestored: [] };
  }
  await queryRows(transaction, REDIRECTS, [JSON.stringify(before(undo.merges, undo.merge_id)), undo.survivor_id]);
  const survivor = undo.customers.filter((change) => change.before.id === undo.survivor_id);
  const merged = undo.customers.filter((change) => change.before.id !== undo.survivor_id);
  // The survivor returns the email before the merged customer gets it.
  const first = await restoreRows(transaction, "customer", survivor);
  await assertEmailIsFree(transaction, merged);
  const second = await restoreRows(transaction, "customer", merged);
  const addresses = await restoreRows(transaction, "customer_address", undo.addresses);
  return {
    updatedCustomerIds: first.restored,
    updatedAddressIds: addresses.restored,
    deletedMembershipIds: await deleteRows(transaction, CUSTOMER_GROUP_CUSTOMER, undo.membership_ids),
    notRestored: [...first.notRestored, ...second.notRestored, ...addresses.notRestored],
  };
}

function before(merges: readonly MergeRow[], mergeId: string): MergeRow[] {
  return merges.filter(({ id }) => id !== mergeId);
}

/** Restores columns that hold what the merge wrote. Columns that another writer changed keep their values. */
function restoreRows(
  transaction: Transaction,
  table: SnapshotTable,
  changes: readonly RowChange[],
): Promise<RestoredRows> {
  const snapshots = changes.map(({ before: row, after }) => ({
    row,
    accepted: Object.fromEntries(
      Object.entries(after)
        .filter(([column, value]) => !isDeepStrictEqual(value, row[column]))
        .map(([column, value]) => [column, [value]]),
    ),
  }));
  return restoreColumns(transaction, table, snapshots);
}

async function assertEmailIsFree(transaction: Transaction, merged: readonly RowChange[]): Promise<void> {
  for (const { before: row } of merged) {
    // as: columns of the customer table, whose types a JSON row does not have.
    const { email, has_account } = row as unknown as { email: string | null; has_account: boolean };
    const takenBy = await findEmailOwner(transaction, { email, has_account }, [row.id]);
    if (takenBy !== null) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        `The merge of customer "${row.id}" cannot be undone: customer "${takenBy}" has its email.`,
      );
    }
  }
}

import type { GroupCustomerPair } from "@medusajs/framework/types";
import { deleteRows } from "../database/delete-rows.sql";
import { CUSTOMER_GROUP_CUSTOMER } from "../database/tables";
import { queryRows, type Transaction } from "../database/transaction";

/**
 * The result of a change of memberships.
 *
 * `createdIds` and `removed` (rows as PostgreSQL writes them in JSON) are for the undo. `added` are pairs that are members
 * now and were not before, `ended` the reverse.
 */
export type MembershipChange = {
  createdIds: string[];
  removed: Record<string, unknown>[];
  added: GroupCustomerPair[];
  ended: GroupCustomerPair[];
};

/** Locks the live groups: no row returns to a deleted group, and callers that add to a group or delete it take turns. */
const LOCK_GROUPS = `
  select id from customer_group where id = any(?::text[]) and deleted_at is null order by id for no key update
`;

/**
 * Restores the deleted rows.
 *
 * A pair that another caller has added again meanwhile stays as it is. A pair whose customer or group does not exist any
 * more cannot be restored.
 */
const UNDO_REMOVED = `
  with deleted as (select * from jsonb_populate_recordset(null::customer_group_customer, ?::jsonb)),
  restorable as (
    select deleted.* from deleted join customer on customer.id = deleted.customer_id
    where deleted.customer_group_id = any(?::text[])
  ),
  restored as (
    insert into customer_group_customer
    select restorable.* from restorable
    where not exists (
      select from customer_group_customer existing
      where existing.customer_id = restorable.customer_id and existing.customer_group_id = restorable.customer_group_id
        and existing.deleted_at is null
    )
    order by customer_id, customer_group_id
    on conflict do nothing
    returning id
  )
  select
    (select coalesce(json_agg(id order by id), '[]') from restored) as restored_ids,
    (select coalesce(json_agg(id order by id), '[]') from deleted where id not in (select id from restorable)) as not_restored_ids
`;

type UndoneChange = { deletedIds: string[]; restoredIds: string[]; notRestoredIds: string[] };

/**
 * Undoes a change row for row. Idempotent.
 *
 * @returns the ids that were deleted, restored, and not restorable.
 */
export async function undoMembershipChange(
  transaction: Transaction,
  { createdIds, removed }: Pick<MembershipChange, "createdIds" | "removed">,
): Promise<UndoneChange> {
  const groupIds = [...new Set(removed.map((row) => String(row.customer_group_id)))];
  const groups = await queryRows<{ id: string }>(transaction, LOCK_GROUPS, [groupIds]);
  const deletedIds = await deleteRows(transaction, CUSTOMER_GROUP_CUSTOMER, createdIds);
  const [{ restored_ids, not_restored_ids }] = await queryRows<{ restored_ids: string[]; not_restored_ids: string[] }>(
    transaction,
    UNDO_REMOVED,
    [JSON.stringify(removed), groups.map(({ id }) => id)],
  );
  return { deletedIds, restoredIds: restored_ids, notRestoredIds: not_restored_ids };
}

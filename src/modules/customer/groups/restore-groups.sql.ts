import { MedusaError } from "@medusajs/framework/utils";
import { queryRows, retryOnUniqueViolation, type Transaction } from "../database/transaction";

type Conflict = { id: string; taken_by: string };

const DELETED = `
  select id from customer_group where id = any(?::text[]) and deleted_at is not null order by id for update
`;

/** Finds the groups that have the name now. Index: IDX_customer_group_name_unique. */
const CONFLICTS = `
  select to_restore.id, existing.id as taken_by
  from customer_group to_restore
  join customer_group existing on existing.name = to_restore.name and existing.id <> to_restore.id
  where to_restore.id = any(?::text[])
    and (existing.deleted_at is null or (existing.id = any(?::text[]) and existing.id < to_restore.id))
  order by 1, 2
`;

/**
 * Restores groups and memberships in one statement: memberships are found by the time at which their group was deleted.
 *
 * A membership whose pair has a live one stays deleted. Memberships are locked in id order, as every operation on several
 * of them does: without that, a caller that removes members at the same time deadlocks with this one.
 *
 * Index: IDX_customer_group_customer_deleted_group, customer_group_customer_pkey.
 */
const RESTORE = `
  with to_restore as (
    select id, deleted_at from customer_group where id = any(?::text[])
  ),
  memberships_to_restore as (
    select membership.id
    from to_restore
    join customer_group_customer membership
      on membership.customer_group_id = to_restore.id and membership.deleted_at = to_restore.deleted_at
    where not exists (
      select from customer_group_customer existing
      where existing.customer_group_id = membership.customer_group_id
        and existing.customer_id = membership.customer_id and existing.deleted_at is null
    )
    order by membership.id
    for update of membership
  ),
  restored_memberships as (
    update customer_group_customer set deleted_at = null, updated_at = ?::timestamptz
    where id = any(array(select id from memberships_to_restore))
  )
  update customer_group set deleted_at = null, updated_at = ?::timestamptz
  from to_restore where customer_group.id = to_restore.id
  returning customer_group.id
`;

/**
 * Restores deleted groups with the memberships that were deleted with them, all or none.
 *
 * @returns the ids that were deleted before.
 * @throws MedusaError (invalid_data) when a name is taken meanwhile; it names the ids on both sides and what to do.
 */
export async function restoreGroups(transaction: Transaction, ids: readonly string[]): Promise<string[]> {
  const deleted = await queryRows<{ id: string }>(transaction, DELETED, [[...ids]]);
  const found = deleted.map(({ id }) => id);
  await retryOnUniqueViolation(transaction, () => restoreRows(transaction, found));
  return found;
}

async function restoreRows(transaction: Transaction, ids: readonly string[]): Promise<void> {
  const conflicts = await queryRows<Conflict>(transaction, CONFLICTS, [ids, ids]);
  if (conflicts.length) {
    const pairs = conflicts.map(({ id, taken_by }) => `${id} (taken by ${taken_by})`).join(", ");
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `Customer groups cannot be restored, because their name belongs to another group now: ${pairs}. ` +
        "Nothing was restored. Rename the group that has it, or delete that group, then restore again.",
    );
  }
  const now = new Date();
  await queryRows(transaction, RESTORE, [ids, now, now]);
}

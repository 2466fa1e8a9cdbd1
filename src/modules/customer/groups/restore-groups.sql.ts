import { MedusaError } from "@medusajs/framework/utils";
import { queryRows, retryOnUniqueViolation, type Transaction } from "../database/transaction";

type Conflict = { id: string; taken_by: string };

const DELETED = `
  select id from customer_group where id = any(?::text[]) and deleted_at is not null order by id for update
`;

/** Who has the name now. Index: IDX_customer_group_name_unique. */
const CONFLICTS = `
  select coming.id, standing.id as taken_by
  from customer_group coming
  join customer_group standing on standing.name = coming.name and standing.id <> coming.id
  where coming.id = any(?::text[])
    and (standing.deleted_at is null or (standing.id = any(?::text[]) and standing.id < coming.id))
  order by 1, 2
`;

/**
 * Both in one statement, so that the memberships see the time at which their group was deleted. A membership whose pair
 * lives again already stays deleted. Index: IDX_customer_group_customer_deleted_group.
 */
const RESTORE = `
  with coming as (
    select id, deleted_at from customer_group where id = any(?::text[])
  ),
  memberships as (
    update customer_group_customer membership set deleted_at = null, updated_at = ?::timestamptz
    from coming
    where membership.customer_group_id = coming.id and membership.deleted_at = coming.deleted_at
      and not exists (
        select from customer_group_customer standing
        where standing.customer_group_id = membership.customer_group_id
          and standing.customer_id = membership.customer_id and standing.deleted_at is null
      )
  )
  update customer_group set deleted_at = null, updated_at = ?::timestamptz
  from coming where customer_group.id = coming.id
  returning customer_group.id
`;

/**
 * Brings deleted groups back with the memberships that went along with them: all or none.
 *
 * @returns the ids that were deleted and no longer are.
 * @throws MedusaError (invalid_data) when a name is taken meanwhile; it names the ids on both sides and the way out.
 */
export async function restoreGroups(transaction: Transaction, ids: readonly string[]): Promise<string[]> {
  const deleted = await queryRows<{ id: string }>(transaction, DELETED, [[...ids]]);
  const coming = deleted.map(({ id }) => id);
  await retryOnUniqueViolation(transaction, () => restoreRows(transaction, coming));
  return coming;
}

async function restoreRows(transaction: Transaction, coming: readonly string[]): Promise<void> {
  const conflicts = await queryRows<Conflict>(transaction, CONFLICTS, [coming, coming]);
  if (conflicts.length) {
    const pairs = conflicts.map(({ id, taken_by }) => `${id} (taken by ${taken_by})`).join(", ");
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `Customer groups cannot be restored, because their name belongs to another group by now: ${pairs}. ` +
        "Nothing was restored. Rename the group that has it, or delete that group, then restore again.",
    );
  }
  const now = new Date();
  await queryRows(transaction, RESTORE, [coming, now, now]);
}

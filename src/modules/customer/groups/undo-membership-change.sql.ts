import type { GroupCustomerPair } from "@medusajs/framework/types";
import { queryRows, type Transaction } from "../database/transaction";

/**
 * What a change of memberships did: the ids it made, and the rows it ended, as PostgreSQL writes them in JSON; and who
 * is in a group now that was not before (`added`), and the other way round (`ended`).
 */
export type MembershipChange = {
  createdIds: string[];
  removed: Record<string, unknown>[];
  added: GroupCustomerPair[];
  ended: GroupCustomerPair[];
};

/** A group that is deleted, or gone, takes nobody back; who adds to a group and who deletes it take turns here too. */
const LOCK_GROUPS = `
  select id from customer_group where id = any(?::text[]) and deleted_at is null order by id for no key update
`;

const UNDO_CREATED = `
  with doomed as (select id from customer_group_customer where id = any(?::text[]) order by id for update)
  delete from customer_group_customer where id = any(array(select id from doomed))
  returning id
`;

/**
 * A pair that somebody else has joined again meanwhile stays as they left it; that is as it should be. One whose
 * customer or group is gone cannot come back.
 */
const UNDO_REMOVED = `
  with old as (select * from jsonb_populate_recordset(null::customer_group_customer, ?::jsonb)),
  possible as (
    select old.* from old join customer on customer.id = old.customer_id
    where old.customer_group_id = any(?::text[])
  ),
  restored as (
    insert into customer_group_customer
    select possible.* from possible
    where not exists (
      select from customer_group_customer standing
      where standing.customer_id = possible.customer_id and standing.customer_group_id = possible.customer_group_id
        and standing.deleted_at is null
    )
    order by customer_id, customer_group_id
    on conflict do nothing
    returning id
  )
  select
    (select coalesce(json_agg(id order by id), '[]') from restored) as restored_ids,
    (select coalesce(json_agg(id order by id), '[]') from old where id not in (select id from possible)) as refused_ids
`;

type UndoneChange = { deletedIds: string[]; restoredIds: string[]; refusedIds: string[] };

/**
 * Undoes a change row for row; twice does nothing more.
 *
 * @returns the ids that went, those that came back, and those that could not.
 */
export async function undoMembershipChange(
  transaction: Transaction,
  { createdIds, removed }: Pick<MembershipChange, "createdIds" | "removed">,
): Promise<UndoneChange> {
  const groupIds = [...new Set(removed.map((row) => String(row.customer_group_id)))];
  const groups = await queryRows<{ id: string }>(transaction, LOCK_GROUPS, [groupIds]);
  const deleted = await queryRows<{ id: string }>(transaction, UNDO_CREATED, [createdIds]);
  const [{ restored_ids, refused_ids }] = await queryRows<{ restored_ids: string[]; refused_ids: string[] }>(
    transaction,
    UNDO_REMOVED,
    [JSON.stringify(removed), groups.map(({ id }) => id)],
  );
  return { deletedIds: deleted.map(({ id }) => id), restoredIds: restored_ids, refusedIds: refused_ids };
}

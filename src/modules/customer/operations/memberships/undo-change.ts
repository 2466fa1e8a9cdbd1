import type { GroupCustomerPair } from "@medusajs/framework/types";
import { queryRows, type Transaction } from "../transaction";

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

const STANDING = `
  select to_jsonb(membership) as row
  from customer_group_customer membership
  where (membership.customer_id, membership.customer_group_id) in (
    select customer_id, customer_group_id
    from jsonb_to_recordset(?::jsonb) as pair (customer_id text, customer_group_id text)
  )
  order by membership.id
  for update
`;

/** The rows of these pairs, deleted ones included, locked. Index: IDX_customer_group_customer_customer_id. */
export async function membershipsOf(
  transaction: Transaction,
  pairs: readonly GroupCustomerPair[],
): Promise<Record<string, unknown>[]> {
  const rows = await queryRows<{ row: Record<string, unknown> }>(transaction, STANDING, [JSON.stringify(pairs)]);
  return rows.map(({ row }) => row);
}

const UNDO_CREATED = "delete from customer_group_customer where id = any(?::text[]) returning id";

/** A pair that somebody else has joined again meanwhile stays as they left it. */
const UNDO_REMOVED = `
  insert into customer_group_customer
  select old.* from jsonb_populate_recordset(null::customer_group_customer, ?::jsonb) as old
  where not exists (
    select from customer_group_customer standing
    where standing.customer_id = old.customer_id and standing.customer_group_id = old.customer_group_id
      and standing.deleted_at is null
  )
  on conflict do nothing
  returning id
`;

/** Undoes a change row for row; twice does nothing more. @returns the ids that went and those that came back. */
export async function undoMembershipChange(
  transaction: Transaction,
  { createdIds, removed }: Pick<MembershipChange, "createdIds" | "removed">,
): Promise<{ deletedIds: string[]; restoredIds: string[] }> {
  const deleted = await queryRows<{ id: string }>(transaction, UNDO_CREATED, [createdIds]);
  const restored = await queryRows<{ id: string }>(transaction, UNDO_REMOVED, [JSON.stringify(removed)]);
  return { deletedIds: deleted.map(({ id }) => id), restoredIds: restored.map(({ id }) => id) };
}

import { queryRows, type Transaction } from "../database/transaction";

export type DeletedCustomers = { customerIds: string[]; addressIds: string[] };

/**
 * Locks the live customers first, in a statement of its own: an address that is being added holds its customer by the
 * foreign key, and what was added while this waited is seen by the next statement only. Index: customer_pkey.
 */
const LOCK = `
  select id from customer where id = any(?::text[]) and deleted_at is null order by id for update
`;

/**
 * Marks live customers and their live addresses as deleted, in one statement whatever the number. All rows get one time,
 * by which a restore tells the addresses that went along from those that had been deleted before. Memberships stay: a
 * deleted customer shows in no group, and finds its groups again when restored. Addresses are locked in id order, as by
 * every operation on several of them.
 *
 * Index: customer_pkey, IDX_customer_address_customer_id.
 */
const STATEMENT = `
  with deleted as (
    update customer set deleted_at = ?::timestamptz, updated_at = ?::timestamptz
    where id = any(?::text[])
    returning id
  ),
  going_along as (
    select id from customer_address where customer_id = any(?::text[]) and deleted_at is null order by id for update
  ),
  addresses as (
    update customer_address set deleted_at = ?::timestamptz, updated_at = ?::timestamptz
    where id = any(array(select id from going_along))
    returning id
  )
  select
    (select coalesce(json_agg(id order by id), '[]') from deleted) as customer_ids,
    (select coalesce(json_agg(id order by id), '[]') from addresses) as address_ids
`;

/** @returns the ids that were live and no longer are. */
export async function softDeleteCustomers(transaction: Transaction, ids: readonly string[]): Promise<DeletedCustomers> {
  const locked = await queryRows<{ id: string }>(transaction, LOCK, [[...ids]]);
  const live = locked.map(({ id }) => id);
  const now = new Date();
  const rows = await queryRows<{ customer_ids: string[]; address_ids: string[] }>(transaction, STATEMENT, [
    ...[now, now, live],
    ...[live, now, now],
  ]);
  return { customerIds: rows[0].customer_ids, addressIds: rows[0].address_ids };
}

import { queryRows, type Transaction } from "../database/transaction";

export type DeletedCustomers = { customerIds: string[]; addressIds: string[] };

/**
 * Locks the live customers, in a statement before the one that deletes.
 *
 * An insert of an address locks its customer by the foreign key. Only the next statement sees the addresses that were
 * inserted while this one waited. Index: customer_pkey.
 */
const LOCK = `
  select id from customer where id = any(?::text[]) and deleted_at is null order by id for update
`;

/**
 * Soft-deletes live customers and their live addresses, in one statement for any number.
 *
 * All rows get the same time: a restore finds by it the addresses that were deleted with the customer. Memberships stay:
 * groups do not list a deleted customer, and a restored customer is in its groups again. Addresses are locked in id order,
 * as every operation on several addresses does.
 *
 * Index: customer_pkey, IDX_customer_address_customer_id.
 */
const STATEMENT = `
  with deleted as (
    update customer set deleted_at = ?::timestamptz, updated_at = ?::timestamptz
    where id = any(?::text[])
    returning id
  ),
  addresses_to_delete as (
    select id from customer_address where customer_id = any(?::text[]) and deleted_at is null order by id for update
  ),
  deleted_addresses as (
    update customer_address set deleted_at = ?::timestamptz, updated_at = ?::timestamptz
    where id = any(array(select id from addresses_to_delete))
    returning id
  )
  select
    (select coalesce(json_agg(id order by id), '[]') from deleted) as customer_ids,
    (select coalesce(json_agg(id order by id), '[]') from deleted_addresses) as address_ids
`;

/** Soft-deletes customers with their addresses. @returns the ids that were live before. */
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

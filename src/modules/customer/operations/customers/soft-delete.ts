import type { Transaction } from "../transaction";

export type DeletedCustomers = { customerIds: string[]; addressIds: string[] };

/**
 * Marks live customers and their live addresses as deleted, in one statement whatever the number. All rows get one time,
 * by which a restore tells the addresses that went along from those that had been deleted before. Memberships stay: a
 * deleted customer shows in no group, and finds its groups again when restored.
 *
 * Index: customer_pkey, IDX_customer_address_customer_id.
 */
const STATEMENT = `
  with doomed as (
    select id from customer where id = any(?::text[]) and deleted_at is null order by id for update
  ),
  deleted as (
    update customer set deleted_at = ?::timestamptz, updated_at = ?::timestamptz
    from doomed where customer.id = doomed.id
    returning customer.id
  ),
  addresses as (
    update customer_address set deleted_at = ?::timestamptz, updated_at = ?::timestamptz
    from doomed where customer_address.customer_id = doomed.id and customer_address.deleted_at is null
    returning customer_address.id
  )
  select
    (select coalesce(json_agg(id order by id), '[]') from deleted) as customer_ids,
    (select coalesce(json_agg(id order by id), '[]') from addresses) as address_ids
`;

/** @returns the ids that were live and no longer are. */
export async function softDeleteCustomers(transaction: Transaction, ids: readonly string[]): Promise<DeletedCustomers> {
  const now = new Date();
  const { rows } = await transaction.raw<{ rows: { customer_ids: string[]; address_ids: string[] }[] }>(STATEMENT, [
    [...ids],
    now,
    now,
    now,
    now,
  ]);
  return { customerIds: rows[0].customer_ids, addressIds: rows[0].address_ids };
}

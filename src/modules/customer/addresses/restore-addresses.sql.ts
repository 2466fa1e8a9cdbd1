import type { Transaction } from "../database/transaction";
import { lockCustomersOfAddresses } from "./lock-customers-of-addresses.sql";

/**
 * Restores deleted addresses, in one statement.
 *
 * A default stays a default only if the customer has no live one; of several restored ones the newest is it. The ids are
 * also given as an array beside the join: with the join alone PostgreSQL reads the whole table for 10,000 of them.
 *
 * Index: customer_address_pkey, IDX_customer_address_unique_customer_shipping and _billing.
 */
const STATEMENT = `
  with to_restore as (
    select
      id, customer_id,
      is_default_shipping and 1 = row_number() over (
        partition by customer_id, is_default_shipping order by created_at desc, id desc
      ) as first_shipping,
      is_default_billing and 1 = row_number() over (
        partition by customer_id, is_default_billing order by created_at desc, id desc
      ) as first_billing
    from customer_address
    where id = any(?::text[]) and deleted_at is not null
  )
  update customer_address set
    deleted_at = null,
    updated_at = ?::timestamptz,
    is_default_shipping = first_shipping and not exists (
      select from customer_address existing
      where existing.customer_id = to_restore.customer_id
        and existing.is_default_shipping and existing.deleted_at is null
    ),
    is_default_billing = first_billing and not exists (
      select from customer_address existing
      where existing.customer_id = to_restore.customer_id
        and existing.is_default_billing and existing.deleted_at is null
    )
  from to_restore
  where customer_address.id = to_restore.id and customer_address.id = any(array(select id from to_restore))
  returning customer_address.id
`;

/** Restores addresses, under the lock of their customers. @returns the ids that were deleted before. */
export async function restoreAddresses(transaction: Transaction, ids: readonly string[]): Promise<string[]> {
  if (!ids.length) {
    return [];
  }
  await lockCustomersOfAddresses(transaction, ids);
  const { rows } = await transaction.raw<{ rows: { id: string }[] }>(STATEMENT, [[...ids], new Date()]);
  return rows.map(({ id }) => id);
}

import type { Transaction } from "../database/transaction";
import { lockCustomersOfAddresses } from "./lock-customers-of-addresses.sql";

/**
 * Brings deleted addresses back, in one statement. A default mark comes back only where its place is free: a live
 * default of the customer keeps it, and of several that return the youngest has it. The ids stand beside the join as an
 * array: joined alone, 10,000 of them have the whole table read.
 *
 * Index: customer_address_pkey, IDX_customer_address_unique_customer_shipping and _billing.
 */
const STATEMENT = `
  with returning_rows as (
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
      select from customer_address standing
      where standing.customer_id = returning_rows.customer_id
        and standing.is_default_shipping and standing.deleted_at is null
    ),
    is_default_billing = first_billing and not exists (
      select from customer_address standing
      where standing.customer_id = returning_rows.customer_id
        and standing.is_default_billing and standing.deleted_at is null
    )
  from returning_rows
  where customer_address.id = returning_rows.id and customer_address.id = any(array(select id from returning_rows))
  returning customer_address.id
`;

/** @returns the ids that were deleted and no longer are. */
export async function restoreAddresses(transaction: Transaction, ids: readonly string[]): Promise<string[]> {
  if (!ids.length) {
    return [];
  }
  await lockCustomersOfAddresses(transaction, ids);
  const { rows } = await transaction.raw<{ rows: { id: string }[] }>(STATEMENT, [[...ids], new Date()]);
  return rows.map(({ id }) => id);
}

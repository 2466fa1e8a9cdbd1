import type { Transaction } from "../database/transaction";

/**
 * Locks in id order, as every operation on several customers does.
 *
 * `for no key update` makes callers that set defaults take turns. Writers of other addresses lock only the key, by the
 * foreign key, and do not wait. Index: customer_pkey, customer_address_pkey.
 */
const LOCK_OF_ADDRESSES = `
  select id from customer
  where id = any(array(select customer_id from customer_address where id = any(?::text[])))
  order by id
  for no key update
`;

/** Locks the customers of these addresses, so that callers that set defaults take turns. */
export async function lockCustomersOfAddresses(transaction: Transaction, ids: readonly string[]): Promise<void> {
  await transaction.raw(LOCK_OF_ADDRESSES, [[...ids]]);
}

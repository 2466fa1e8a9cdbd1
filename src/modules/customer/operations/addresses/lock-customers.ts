import type { Transaction } from "../transaction";

/**
 * In id order, as every operation on several customers locks. `for no key update`: writers of addresses, whose foreign
 * key locks the key only, need not wait. Index: customer_pkey, customer_address_pkey.
 */
const LOCK = `
  select id from customer
  where id in (select customer_id from customer_address where id = any(?::text[]))
  order by id
  for no key update
`;

/** Whoever gives out a default mark holds the customer's row, so that two who do take turns. */
export async function lockCustomersOfAddresses(transaction: Transaction, ids: readonly string[]): Promise<void> {
  await transaction.raw(LOCK, [[...ids]]);
}

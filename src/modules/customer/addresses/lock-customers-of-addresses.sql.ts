import type { Transaction } from "../database/transaction";

/**
 * In id order, as every operation on several customers locks. Of the two strengths `for no key update` is for who gives
 * out default marks: they take turns, and writers of other addresses, whose foreign key locks the key only, need not
 * wait. Index: customer_pkey, customer_address_pkey.
 */
const LOCK_OF_ADDRESSES = `
  select id from customer
  where id = any(array(select customer_id from customer_address where id = any(?::text[])))
  order by id
  for no key update
`;

/** Whoever gives out a default mark holds the customer's row, so that two who do take turns. */
export async function lockCustomersOfAddresses(transaction: Transaction, ids: readonly string[]): Promise<void> {
  await transaction.raw(LOCK_OF_ADDRESSES, [[...ids]]);
}

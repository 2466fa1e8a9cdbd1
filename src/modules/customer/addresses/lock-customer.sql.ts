import type { Transaction } from "../database/transaction";

/**
 * Locks a customer. `for no key update`: writers of addresses lock only the key, by the foreign key, and do not wait.
 *
 * Index: customer_pkey.
 */
export async function lockCustomer(transaction: Transaction, customerId: string): Promise<void> {
  await transaction("customer").where({ id: customerId }).forNoKeyUpdate().first("id");
}

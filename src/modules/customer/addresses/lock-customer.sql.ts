import type { Transaction } from "../database/transaction";

/** `for no key update`: writers of addresses, whose foreign key locks the key only, need not wait. */
export async function lockCustomer(transaction: Transaction, customerId: string): Promise<void> {
  await transaction("customer").where({ id: customerId }).forNoKeyUpdate().first("id");
}

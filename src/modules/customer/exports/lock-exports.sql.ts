import { queryRows, type Transaction } from "../database/transaction";

/** Lets one transaction at a time count exports and act on the number; what it reads after this is what others left. */
export async function lockExports(transaction: Transaction): Promise<void> {
  await queryRows(transaction, "select pg_advisory_xact_lock(hashtext('customer_export'))", []);
}

import { lockCustomerWithEmail } from "../customers/lock-customer-with-email.sql";
import { queryRows, type Transaction } from "../database/transaction";
import type { EmailChange } from "./email-change";

/**
 * Finds a merge since the request, as `IS_CONFIRMABLE` does.
 *
 * Index: customer_email_change_pkey, IDX_customer_merge_survivor_id.
 */
const MERGED_SINCE = `
  select customer_merge.id from customer_email_change change
  join customer_merge on customer_merge.survivor_id = change.customer_id and customer_merge.created_at > change.created_at
  where change.id = ? limit 1
`;

/**
 * Locks the customer of a redeemed change, before its email is written.
 *
 * Since the token was redeemed an admin may have set another email, or a merge may have run. The second statement sees a
 * merge for which the first one waited.
 *
 * @returns whether the customer is as at the request.
 */
export async function lockUnchangedCustomer(
  transaction: Transaction,
  { id, customer_id, old_email }: Pick<EmailChange, "id" | "customer_id" | "old_email">,
): Promise<boolean> {
  const isThere = await lockCustomerWithEmail(transaction, { id: customer_id, email: old_email });
  return isThere && !(await queryRows(transaction, MERGED_SINCE, [id])).length;
}

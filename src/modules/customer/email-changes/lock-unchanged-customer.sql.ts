import { lockCustomerWithEmail } from "../customers/lock-customer-with-email.sql";
import { queryRows, type Transaction } from "../database/transaction";
import type { EmailChange } from "./email-change";

/** As `IS_CONFIRMABLE` has it. Index: customer_email_change_pkey, IDX_customer_merge_survivor_id. */
const MERGED_SINCE = `
  select customer_merge.id from customer_email_change change
  join customer_merge on customer_merge.survivor_id = change.customer_id and customer_merge.created_at > change.created_at
  where change.id = ? limit 1
`;

/**
 * Locks the customer of a change that was claimed, for its email to be written. Between claim and write an admin may have
 * set another one, or a merge may have come; whoever waits here for a merge sees it by the second statement.
 *
 * @returns whether the customer is as the change was requested for.
 */
export async function lockUnchangedCustomer(
  transaction: Transaction,
  { id, customer_id, old_email }: Pick<EmailChange, "id" | "customer_id" | "old_email">,
): Promise<boolean> {
  const isThere = await lockCustomerWithEmail(transaction, { id: customer_id, email: old_email });
  return isThere && !(await queryRows(transaction, MERGED_SINCE, [id])).length;
}

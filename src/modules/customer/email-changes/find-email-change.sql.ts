import { queryRows, type Transaction } from "../database/transaction";
import type { EmailChange } from "./email-change";
import { COLUMNS } from "./email-change-row.sql";

/** Index: customer_email_change_pkey. */
const BY_ID = `select ${COLUMNS} from customer_email_change where id = ?`;

/** Index: IDX_customer_email_change_one_pending. */
const PENDING = `
  select ${COLUMNS} from customer_email_change where customer_id = ? and state = 'pending' and expires_at > now()
`;

export async function findEmailChange(transaction: Transaction, id: string): Promise<EmailChange | undefined> {
  const [change] = await queryRows<EmailChange>(transaction, BY_ID, [id]);
  return change;
}

/** Finds the pending change of a customer, if it has not expired. */
export async function findPendingEmailChange(
  transaction: Transaction,
  customerId: string,
): Promise<EmailChange | undefined> {
  const [change] = await queryRows<EmailChange>(transaction, PENDING, [customerId]);
  return change;
}

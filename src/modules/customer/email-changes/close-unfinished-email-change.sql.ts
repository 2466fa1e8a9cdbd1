import { queryRows, type Transaction } from "../database/transaction";
import type { EmailChange } from "./email-change";
import { IS_UNFINISHED } from "./email-change-row.sql";

/** Locks the customer of a change, as a confirmation does. Index: customer_email_change_pkey, customer_pkey. */
const LOCK = `
  select email, has_account, deleted_at is null as is_live from customer
  where id = (select customer_id from customer_email_change where id = ?)
  for no key update
`;

/** Index: customer_email_change_pkey. */
const CLOSE = `
  update customer_email_change set state = 'cancelled', updated_at = now()
  where id = ? and ${IS_UNFINISHED}
  returning id, customer_id, old_email, new_email
`;

/** Finds another customer of the kind with the email. Index: IDX_customer_email_has_account_unique. */
const OWNER = `
  select id from customer where email = ?::text and has_account = ? and deleted_at is null and id <> ? limit 1
`;

type Locked = { email: string | null; has_account: boolean; is_live: boolean };

export type ClosedEmailChange = Pick<EmailChange, "id" | "customer_id" | "old_email"> & {
  /** Whether the customer has the new email, and whether another customer has the old one. */
  has_new_email: boolean;
  is_old_taken: boolean;
};

/** Cancels a confirmed change whose confirmation has not ended, with its customer locked. Undefined when there is none. */
export async function closeUnfinishedEmailChange(
  transaction: Transaction,
  id: string,
): Promise<ClosedEmailChange | undefined> {
  const [customer] = await queryRows<Locked>(transaction, LOCK, [id]);
  const [closed] = await queryRows<Pick<EmailChange, "id" | "customer_id" | "old_email" | "new_email">>(
    ...([transaction, CLOSE, [id]] as const),
  );
  if (!customer || !closed) {
    return undefined;
  }
  const { customer_id, old_email, new_email } = closed;
  const owners = await queryRows(transaction, OWNER, [old_email, customer.has_account, customer_id]);
  const has_new_email = customer.is_live && customer.email === new_email;
  return { id, customer_id, old_email, has_new_email, is_old_taken: owners.length > 0 };
}

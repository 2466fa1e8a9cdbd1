import { MedusaError } from "@medusajs/framework/utils";
import type { EmailChange, EmailChangeRequester } from "../../domain/email-change";
import { createIds } from "../rows/create-ids";
import { queryRows, type Transaction } from "../transaction";
import { closePendingEmailChange } from "./close";
import { COLUMNS, type EmailChangeBefore } from "./row";

export type NewEmailChange = {
  customer_id: string;
  new_email: string;
  requested_by: EmailChangeRequester;
  token_hash: string;
  ttl_minutes: number;
};

/** Of many requests at once each waits here for the one before, and then finds its row. Index: customer_pkey. */
const LOCK = `
  select email, has_account from customer where id = ? and deleted_at is null for no key update
`;

const INSERT = `
  insert into customer_email_change (id, customer_id, old_email, new_email, requested_by, token_hash, expires_at)
  values (?, ?, ?, ?, ?, ?, now() + ?::int * interval '1 minute')
  returning ${COLUMNS}
`;

/**
 * Writes down that a customer wants another email; a change that waits already is cancelled, and its token is dead.
 * Index: IDX_customer_email_change_one_pending, which would refuse a second one.
 *
 * @throws MedusaError (not_found, not_allowed, invalid_data) for an unknown customer, a guest, or the email they have.
 */
export async function requestEmailChange(
  transaction: Transaction,
  request: NewEmailChange,
): Promise<{ change: EmailChange; replaced: EmailChangeBefore[] }> {
  const { customer_id, new_email, requested_by, token_hash, ttl_minutes } = request;
  const old_email = await lockRegistered(transaction, customer_id);
  if (old_email === new_email) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      'The field "email" is the address that the account has already. Give another one.',
    );
  }
  const closed = await closePendingEmailChange(transaction, customer_id);
  const [id] = createIds("cusech", 1);
  const [change] = await queryRows<EmailChange>(transaction, INSERT, [
    ...[id, customer_id, old_email, new_email, requested_by],
    ...[token_hash, ttl_minutes],
  ]);
  return { change, replaced: closed ? [closed.before] : [] };
}

async function lockRegistered(transaction: Transaction, id: string): Promise<string | null> {
  const [customer] = await queryRows<{ email: string | null; has_account: boolean }>(transaction, LOCK, [id]);
  if (!customer) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Customer with id "${id}" not found`);
  }
  if (!customer.has_account) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      `Customer ${id} is a guest, who has no login to change. Set the email with POST /admin/customers/${id} instead.`,
    );
  }
  return customer.email;
}

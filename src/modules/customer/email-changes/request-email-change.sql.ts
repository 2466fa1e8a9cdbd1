import { MedusaError } from "@medusajs/framework/utils";
import { createIds } from "../database/create-ids";
import { queryRows, type Transaction } from "../database/transaction";
import { closePendingEmailChange } from "./close-pending-email-change.sql";
import { type EmailChange, type EmailChangeRequester, REQUESTS_PER_HOUR, tooManyRequestsError } from "./email-change";
import { COLUMNS, type EmailChangeBefore } from "./email-change-row.sql";

export type NewEmailChange = {
  customer_id: string;
  new_email: string;
  requested_by: EmailChangeRequester;
  token_hash: string;
  /** The hash of the token that is sent to the old email first; null when the change needs no approval there. */
  approval_token_hash: string | null;
  password_fingerprint: string | null;
  ttl_minutes: number;
};

/** Locks the customer: a concurrent request waits here, and then finds the row of the one before. Index: customer_pkey. */
const LOCK = `
  select email, has_account from customer where id = ? and deleted_at is null for no key update
`;

/**
 * Finds the time at which the customer may request again; no row below the limit.
 *
 * The customer's row is locked, so that no concurrent request counts. Index:
 * IDX_customer_email_change_customer_id_created_at.
 */
const FULL_UNTIL = `
  select min(created_at) + interval '1 hour' as until from (
    select created_at from customer_email_change
    where customer_id = ? and created_at > now() - interval '1 hour' and requested_by = 'customer'
    order by created_at desc limit ${REQUESTS_PER_HOUR}
  ) recent
  having count(*) = ${REQUESTS_PER_HOUR}
`;

const INSERT = `
  insert into customer_email_change
    (id, customer_id, old_email, new_email, requested_by, token_hash, approval_token_hash, password_fingerprint,
      expires_at)
  values (?, ?, ?, ?, ?, ?, ?, ?, now() + ?::int * interval '1 minute')
  returning ${COLUMNS}
`;

/**
 * Stores a change of email; a pending one is cancelled, and its token becomes invalid.
 *
 * Index: IDX_customer_email_change_one_pending, which would refuse a second one.
 *
 * @throws MedusaError (not_found, not_allowed, invalid_data) for an unknown customer, a guest, the email they have, a
 * customer without an email at which to approve it, or one who has asked too often. An admin has no limit.
 */
export async function requestEmailChange(
  transaction: Transaction,
  request: NewEmailChange,
): Promise<{ change: EmailChange; replaced: EmailChangeBefore[] }> {
  const { customer_id, new_email, requested_by, token_hash, approval_token_hash } = request;
  const old_email = await lockRegistered(transaction, customer_id);
  if (old_email === new_email) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      'The field "email" is the email that the account has already. Give another one.',
    );
  }
  if (approval_token_hash !== null && old_email === null) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "The account has neither a password nor an email at which the change could be approved. Ask the store for it.",
    );
  }
  if (requested_by === "customer") {
    await assertFewRequests(transaction, customer_id);
  }
  const closed = await closePendingEmailChange(transaction, customer_id);
  const [id] = createIds("cusech", 1);
  const [change] = await queryRows<EmailChange>(transaction, INSERT, [
    ...[id, customer_id, old_email, new_email, requested_by],
    ...[token_hash, approval_token_hash, request.password_fingerprint, request.ttl_minutes],
  ]);
  return { change, replaced: closed ? [closed.before] : [] };
}

async function assertFewRequests(transaction: Transaction, customerId: string): Promise<void> {
  const [full] = await queryRows<{ until: Date }>(transaction, FULL_UNTIL, [customerId]);
  if (full) {
    throw tooManyRequestsError(full.until);
  }
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

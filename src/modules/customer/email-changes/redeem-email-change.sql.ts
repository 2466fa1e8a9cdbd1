import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows, type Transaction } from "../database/transaction";
import { type ConfirmableEmailChange, type EmailChange, notConfirmableError } from "./email-change";
import { COLUMNS, type EmailChangeBefore, IS_CONFIRMABLE, readConfirmable } from "./email-change-row.sql";

type EmailChangeRedemption = {
  token_hash: string;
  /** The customer who is logged in. Without one only changes that an admin requested are found. */
  customer_id?: string;
};

/**
 * Locks the customer, and so waits for a merge, a deletion or an update.
 *
 * The next statement sees what they have written; this one sees the rows as they were at its start. Index:
 * IDX_customer_email_change_token_hash, customer_pkey.
 */
const LOCK = `
  select id from customer where id = (select customer_id from customer_email_change where token_hash = ?)
  for no key update
`;

/**
 * Finds a pending change by its token. One that the old email has to approve is not found before the approval. Index:
 * IDX_customer_email_change_token_hash.
 */
const IS_REDEEMABLE = `
    from customer_email_change change
    join customer on customer.id = change.customer_id
    where change.token_hash = ? and (change.approval_token_hash is null or change.approved_at is not null)
      and (change.customer_id = ?::text or (?::text is null and change.requested_by = 'admin')) and ${IS_CONFIRMABLE}
`;

const FIND = `
  select ${COLUMNS}, password_fingerprint from customer_email_change
  where id = (select change.id ${IS_REDEEMABLE})
`;

/**
 * Redeems a pending change, once.
 *
 * Of concurrent callers with one token the first gets the lock; the others then find no pending row.
 */
const STATEMENT = `
  with found as (
    select change.id as found_id, change.updated_at::text as updated_at_before
    ${IS_REDEEMABLE}
    for update of change
  )
  update customer_email_change set state = 'confirmed', updated_at = now()
  from found where id = found_id
  returning ${COLUMNS}, password_fingerprint, updated_at_before
`;

type RedeemedEmailChangeRow = ConfirmableEmailChange & { before: EmailChangeBefore };

type Found = EmailChange & { password_fingerprint: string | null };
type Row = Found & { updated_at_before: string };

/** Finds the change of a token; redeems nothing. @throws MedusaError (not_found), with the same message for every reason. */
export async function findRedeemableEmailChange(
  connection: Knex,
  { token_hash, customer_id = undefined }: EmailChangeRedemption,
): Promise<ConfirmableEmailChange> {
  const customer = customer_id ?? null;
  const [row] = await queryRows<Found>(connection, FIND, [token_hash, customer, customer]);
  if (!row) {
    throw notConfirmableError();
  }
  return readConfirmable(row);
}

/** Redeems a token. @throws MedusaError (not_found), with the same message for every reason. */
export async function redeemEmailChange(
  transaction: Transaction,
  { token_hash, customer_id = undefined }: EmailChangeRedemption,
): Promise<RedeemedEmailChangeRow> {
  const customer = customer_id ?? null;
  await queryRows(transaction, LOCK, [token_hash]);
  const [row] = await queryRows<Row>(transaction, STATEMENT, [token_hash, customer, customer]);
  if (!row) {
    throw notConfirmableError();
  }
  const { updated_at_before: updated_at, password_fingerprint, ...change } = row;
  return {
    change,
    password_fingerprint,
    before: { id: change.id, customer_id: change.customer_id, state: "pending", updated_at },
  };
}

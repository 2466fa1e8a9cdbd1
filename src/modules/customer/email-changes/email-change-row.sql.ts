import type { ConfirmableEmailChange, EmailChange, EmailChangeState } from "./email-change";

/** The columns that leave the module: all but the hashes of the tokens and the fingerprint of the password. */
export const COLUMNS = `id, customer_id, old_email, new_email, state, requested_by, expires_at, created_at, updated_at,
  approved_at, approval_token_hash is not null and approved_at is null as awaits_approval` as const;

/**
 * Whether a `change` of a `customer` can still be confirmed.
 *
 * It cannot if the customer is deleted, is a guest, or got another email since the request. Nor can it if the account has
 * taken over another record since: the requester may have registered with an email of another person.
 *
 * Index: customer_pkey, IDX_customer_merge_survivor_id.
 */
export const IS_CONFIRMABLE = `
      change.state = 'pending' and change.expires_at > now()
      and customer.deleted_at is null and customer.has_account
      and customer.email is not distinct from change.old_email
      and not exists (
        select from customer_merge
        where customer_merge.survivor_id = change.customer_id and customer_merge.created_at > change.created_at
      )`;

/** Whether a change is confirmed and its confirmation has not ended, as in IDX_customer_email_change_unfinished. */
export const IS_UNFINISHED = "state = 'confirmed' and completed_at is null";

/** The time that the process of a confirmation has, from the write of the email; then the job looks after the change. */
export const CONFIRMATION_TIME = "2 minutes";

/** The columns that an operation changes, as they were before; times as PostgreSQL writes them, to the microsecond. */
export type EmailChangeBefore = { id: string; customer_id: string; state: EmailChangeState; updated_at: string };

/** Reads a row of `COLUMNS` and the fingerprint. */
export function readConfirmable({
  password_fingerprint,
  ...change
}: EmailChange & { password_fingerprint: string | null }): ConfirmableEmailChange {
  return { change, password_fingerprint };
}

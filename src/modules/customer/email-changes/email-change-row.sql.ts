import type { EmailChangeState } from "./email-change";

/** What leaves the module: all but the hashes of the tokens and the fingerprint of the password. */
export const COLUMNS = `id, customer_id, old_email, new_email, state, requested_by, expires_at, created_at, updated_at,
  approved_at, approval_token_hash is not null and approved_at is null as awaits_approval` as const;

/**
 * A change that may still go on, of a `change` and its `customer`. A customer who is gone, is a guest, or got another
 * email since the request has nothing to confirm. Nor has an account that took over another record since: whoever asked
 * for the change may have been somebody who had registered with an address that was not theirs.
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

/** What an operation changes of a row, as it was before, times as PostgreSQL writes them, to the microsecond. */
export type EmailChangeBefore = { id: string; customer_id: string; state: EmailChangeState; updated_at: string };

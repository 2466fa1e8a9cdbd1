import type { CustomerInvitationState } from "./invitation";

/** Condition: the token is with the event bus, or with the customer. */
export const IS_DELIVERED = "invitation.state in ('announced', 'sent')";

/** The columns that leave the module: all but the hash of the token. One whose time has run out is shown as expired. */
export const COLUMNS = `
  invitation.id, invitation.customer_id, invitation.import_id,
  case when ${IS_DELIVERED} and invitation.expires_at <= now() then 'expired' else invitation.state end as state,
  invitation.email, invitation.created_by, invitation.sent_at, invitation.expires_at, invitation.created_at,
  invitation.updated_at
`;

/** States of one that waits for its release, its mail or the customer: those of IDX_customer_invitation_one_open. */
export const OPEN_STATES = "('held', 'waiting', 'announced', 'sent')";

/** Condition: it is open. */
export const OPEN = `invitation.state in ${OPEN_STATES}`;

/** A row as it was before an operation, times as PostgreSQL writes them, to the microsecond. */
export type InvitationBefore = {
  id: string;
  customer_id: string;
  state: CustomerInvitationState;
  email: string | null;
  token_hash: string | null;
  sent_at: string | null;
  expires_at: string | null;
  updated_at: string;
  /** `updated_at` as the operation left it: by it an undo knows whether another operation has changed the row since. */
  changed_at: string;
};

/** A row in the shape of `InvitationBefore`, but for `changed_at`. */
export const BEFORE = `
  invitation.id, invitation.customer_id, invitation.state, invitation.email, invitation.token_hash,
  invitation.sent_at::text, invitation.expires_at::text, invitation.updated_at::text
`;

/**
 * Condition: the customer can still accept it. Not when deleted or without an email; not as a guest while another
 * customer is registered with the email; and not when the account took over another record since, which the invitation
 * was not meant for. Index: customer_pkey, IDX_customer_email_has_account_unique, IDX_customer_merge_survivor_id.
 */
export const IS_ACCEPTABLE = `
  customer.deleted_at is null and customer.email is not null
  and (customer.has_account or not exists (
    select from customer registered
    where registered.email = customer.email and registered.has_account and registered.deleted_at is null
  ))
  and not exists (
    select from customer_merge
    where customer_merge.survivor_id = customer.id and customer_merge.created_at > invitation.created_at
  )
`;

import type { CustomerInvitationState } from "./invitation";

/** Condition: the event bus, or the customer, has the token. */
export const IS_DELIVERED = "invitation.state in ('announced', 'sent')";

/**
 * The columns that the service returns: all but the hash of the token. An expired invitation is shown as such before it
 * is marked.
 */
export const COLUMNS = `
  invitation.id, invitation.customer_id, invitation.import_id,
  case when ${IS_DELIVERED} and invitation.expires_at <= now() then 'expired' else invitation.state end as state,
  invitation.email, invitation.created_by, invitation.sent_at, invitation.expires_at, invitation.created_at,
  invitation.updated_at
`;

/** The states of an open invitation, as in IDX_customer_invitation_one_open. */
export const OPEN_STATES = "('held', 'waiting', 'announced', 'sent')";

/** Condition: it is open. */
export const OPEN = `invitation.state in ${OPEN_STATES}`;

/** A row before an operation. Times are text, to the microsecond. */
export type InvitationBefore = {
  id: string;
  customer_id: string;
  state: CustomerInvitationState;
  email: string | null;
  token_hash: string | null;
  sent_at: string | null;
  expires_at: string | null;
  updated_at: string;
  /** `updated_at` after the operation: an undo compares it, to see whether another operation has changed the row since. */
  changed_at: string;
};

/** The columns of `InvitationBefore`, but for `changed_at`. */
export const BEFORE = `
  invitation.id, invitation.customer_id, invitation.state, invitation.email, invitation.token_hash,
  invitation.sent_at::text, invitation.expires_at::text, invitation.updated_at::text
`;

/**
 * Condition: the customer can still accept the invitation.
 *
 * Not when the customer is deleted or has no email; not a guest whose email belongs to a registered customer; and not
 * when another customer was merged into the account since. Index: customer_pkey, IDX_customer_email_has_account_unique,
 * IDX_customer_merge_survivor_id.
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

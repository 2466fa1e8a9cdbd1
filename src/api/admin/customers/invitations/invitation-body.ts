import type { CustomerInvitation } from "../../../../modules/customer/invitations/invitation";

/** Builds the answer about an invitation, without its token. */
export function invitationBody(invitation: CustomerInvitation) {
  const { id, customer_id, import_id, state, email, created_by, sent_at, expires_at, created_at } = invitation;
  return { id, customer_id, import_id, state, email, created_by, sent_at, expires_at, created_at };
}

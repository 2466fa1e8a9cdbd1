import type { CustomerInvitation } from "../../../../modules/customer/invitations/invitation";

/** What the routes show: nothing of the token. */
export function invitationBody(invitation: CustomerInvitation) {
  const { id, customer_id, import_id, state, email, created_by, sent_at, expires_at, created_at } = invitation;
  return { id, customer_id, import_id, state, email, created_by, sent_at, expires_at, created_at };
}

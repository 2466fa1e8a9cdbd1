import type { EmailChange } from "../modules/customer/domain/email-change";

/** What the routes show of a change: nothing of the token. */
export function emailChangeBody({ id, new_email, requested_by, expires_at, created_at }: EmailChange) {
  return { id, email: new_email, requested_by, expires_at, created_at };
}

import type { EmailChange } from "../../modules/customer/email-changes/email-change";

/** What the routes show of a change: nothing of the tokens. `awaiting` says at which address the next one was sent. */
export function emailChangeBody({ id, new_email, requested_by, awaits_approval, expires_at, created_at }: EmailChange) {
  const awaiting = awaits_approval ? ("old_address" as const) : ("new_address" as const);
  return { id, email: new_email, requested_by, awaiting, expires_at, created_at };
}

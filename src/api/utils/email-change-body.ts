import type { EmailChange } from "../../modules/customer/email-changes/email-change";

/** Builds the answer about a change, without its tokens. `awaiting` says which address got the last token. */
export function emailChangeBody({ id, new_email, requested_by, awaits_approval, expires_at, created_at }: EmailChange) {
  const awaiting = awaits_approval ? ("old_address" as const) : ("new_address" as const);
  return { id, email: new_email, requested_by, awaiting, expires_at, created_at };
}

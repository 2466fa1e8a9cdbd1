import type { EmailChangeState } from "../../domain/email-change";

/** The columns that leave the module: all but the hash of the token. */
export const COLUMNS =
  "id, customer_id, old_email, new_email, state, requested_by, expires_at, created_at, updated_at" as const;

/** What an operation changes of a row, as it was before, times as PostgreSQL writes them, to the microsecond. */
export type EmailChangeBefore = { id: string; customer_id: string; state: EmailChangeState; updated_at: string };

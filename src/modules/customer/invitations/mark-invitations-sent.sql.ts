import { leasedByRunOf } from "../database/lease";
import { queryRows, type Transaction } from "../database/transaction";
import { INVITATION_LEASE } from "./invitation-lease";

/**
 * Marks leased invitations as announced or cancelled.
 *
 * An invitation that another sender has leased since has another token and is skipped; one that was acknowledged or accepted
 * meanwhile keeps its state. `updated_at` stays that of the lease, by which an undo recognises the row. Index:
 * customer_invitation_pkey.
 */
const STATEMENT = `
  update customer_invitation set state = done.state
  from jsonb_to_recordset(?::jsonb) as done (id text, token_hash text, state text)
  where ${leasedByRunOf(INVITATION_LEASE, "done")}
`;

export type AnnouncedInvitation = { id: string; token_hash: string; state: "announced" | "cancelled" };

/** Marks leased invitations as announced, or as cancelled. */
export async function markInvitationsSent(
  transaction: Transaction,
  done: readonly AnnouncedInvitation[],
): Promise<void> {
  if (done.length) {
    await queryRows(transaction, STATEMENT, [JSON.stringify(done)]);
  }
}

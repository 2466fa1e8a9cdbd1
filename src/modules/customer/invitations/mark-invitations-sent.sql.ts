import { queryRows, type Transaction } from "../database/transaction";

/**
 * Of rows that were taken: these are announced, or not to be sent at all. One that another sender has taken since has another
 * token and is passed over; one that was acknowledged or accepted while this was on its way stays so. `updated_at` stays that of the
 * taking, by which an undo knows the row. Index: customer_invitation_pkey.
 */
const STATEMENT = `
  update customer_invitation invitation set state = done.state
  from jsonb_to_recordset(?::jsonb) as done (id text, token_hash text, state text)
  where invitation.id = done.id and invitation.token_hash = done.token_hash and invitation.state = 'waiting'
`;

export type SettledInvitation = { id: string; token_hash: string; state: "announced" | "cancelled" };

export async function markInvitationsSent(transaction: Transaction, done: readonly SettledInvitation[]): Promise<void> {
  if (done.length) {
    await queryRows(transaction, STATEMENT, [JSON.stringify(done)]);
  }
}

import { queryRows, type Transaction } from "../database/transaction";
import { BEFORE, type InvitationBefore } from "./invitation-row.sql";

/**
 * Marks invitations as sent whose event a subscriber has handled.
 *
 * The subscriber may be faster than the mark `announced`, hence the state `waiting`. A token that was replaced is
 * skipped: its mail cannot be used. Locks in id order, as a sender does. Index: customer_invitation_pkey.
 */
const STATEMENT = `
  with pending as (
    select ${BEFORE}
    from jsonb_to_recordset(?::jsonb) as given (id text, token_hash text)
    join customer_invitation invitation on invitation.id = given.id and invitation.token_hash = given.token_hash
    where invitation.state in ('waiting', 'announced')
    order by invitation.id for update of invitation
  ),
  acknowledged as (
    update customer_invitation invitation set state = 'sent', updated_at = now()
    from pending where invitation.id = pending.id
    returning invitation.id, invitation.updated_at::text as changed_at
  )
  select pending.*, acknowledged.changed_at from pending join acknowledged on acknowledged.id = pending.id order by pending.id
`;

/** Marks invitations as sent. @returns the rows as they were before, without those that were acknowledged before. */
export async function acknowledgeInvitations(
  transaction: Transaction,
  sent: readonly { id: string; token_hash: string }[],
): Promise<InvitationBefore[]> {
  return await queryRows<InvitationBefore>(transaction, STATEMENT, [JSON.stringify(sent)]);
}

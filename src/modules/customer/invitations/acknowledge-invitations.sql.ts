import { queryRows, type Transaction } from "../database/transaction";
import { BEFORE, type InvitationBefore } from "./invitation-row.sql";

/**
 * Of invitations whose event a subscriber took: they are sent. The event may be faster than the sender's own note that it is
 * out, hence `waiting`. A token that another one has replaced is passed over, since its mail leads nowhere. Locks in id
 * order, as a sender does. Index: customer_invitation_pkey.
 */
const STATEMENT = `
  with taken as (
    select ${BEFORE}
    from jsonb_to_recordset(?::jsonb) as said (id text, token_hash text)
    join customer_invitation invitation on invitation.id = said.id and invitation.token_hash = said.token_hash
    where invitation.state in ('waiting', 'announced')
    order by invitation.id for update of invitation
  ),
  acknowledged as (
    update customer_invitation invitation set state = 'sent', updated_at = now()
    from taken where invitation.id = taken.id
    returning invitation.id, invitation.updated_at::text as changed_at
  )
  select taken.*, acknowledged.changed_at from taken join acknowledged on acknowledged.id = taken.id order by taken.id
`;

/** @returns the rows as they were, of those that were not acknowledged before. */
export async function acknowledgeInvitations(
  transaction: Transaction,
  taken: readonly { id: string; token_hash: string }[],
): Promise<InvitationBefore[]> {
  return await queryRows<InvitationBefore>(transaction, STATEMENT, [JSON.stringify(taken)]);
}

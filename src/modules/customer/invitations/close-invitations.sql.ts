import { queryRows, type Transaction } from "../database/transaction";
import { BEFORE, type InvitationBefore, IS_DELIVERED, OPEN } from "./invitation-row.sql";

const OVER = `${IS_DELIVERED} and invitation.expires_at <= now()`;

/** Which of the open ones: all, those whose token is out, or those whose time has run out before anybody looked. */
const WHICH = { open: OPEN, given_out: `${OPEN} and invitation.token_hash is not null`, over: OVER } as const;

export type WhichInvitations = keyof typeof WHICH;

/** Locks in id order, as a sender does. Index: IDX_customer_invitation_one_open. */
const statementFor = (which: WhichInvitations): string => `
  with open as (
    select ${BEFORE}, ${OVER} as is_over
    from customer_invitation invitation
    where invitation.customer_id = any(?::text[]) and ${WHICH[which]}
    order by invitation.id for update
  ),
  closed as (
    update customer_invitation invitation
    set state = case when open.is_over then 'expired' else 'cancelled' end, updated_at = now()
    from open where invitation.id = open.id
    returning invitation.id, invitation.updated_at::text as changed_at
  )
  select open.*, closed.changed_at from open join closed on closed.id = open.id order by open.id
`;

export type ClosedInvitation = { before: InvitationBefore; isOver: boolean };

/**
 * Ends invitations of customers: as cancelled, or as expired when their time had run out.
 *
 * @returns the rows as they were, and whether they could have been accepted no more.
 */
export async function closeInvitations(
  transaction: Transaction,
  customerIds: readonly string[],
  which: WhichInvitations,
): Promise<ClosedInvitation[]> {
  const rows = await queryRows<InvitationBefore & { is_over: boolean }>(transaction, statementFor(which), [
    [...customerIds],
  ]);
  return rows.map(({ is_over, ...before }) => ({ before, isOver: is_over }));
}

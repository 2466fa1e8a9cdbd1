import { queryRows, type Transaction } from "../database/transaction";
import { BEFORE, type InvitationBefore, IS_DELIVERED, OPEN } from "./invitation-row.sql";

const HAS_EXPIRED = `${IS_DELIVERED} and invitation.expires_at <= now()`;

/** The open invitations to end: all, those with a token, or those that have expired and are not marked yet. */
const WHICH = { open: OPEN, given_out: `${OPEN} and invitation.token_hash is not null`, expired: HAS_EXPIRED } as const;

export type WhichInvitations = keyof typeof WHICH;

/** Locks in id order, as a sender does. Index: IDX_customer_invitation_one_open. */
const statementFor = (which: WhichInvitations): string => `
  with open as (
    select ${BEFORE}, ${HAS_EXPIRED} as has_expired
    from customer_invitation invitation
    where invitation.customer_id = any(?::text[]) and ${WHICH[which]}
    order by invitation.id for update
  ),
  closed as (
    update customer_invitation invitation
    set state = case when open.has_expired then 'expired' else 'cancelled' end, updated_at = now()
    from open where invitation.id = open.id
    returning invitation.id, invitation.updated_at::text as changed_at
  )
  select open.*, closed.changed_at from open join closed on closed.id = open.id order by open.id
`;

export type ClosedInvitation = { before: InvitationBefore; hasExpired: boolean };

/**
 * Ends invitations of customers: as expired where they had expired, as cancelled else.
 *
 * @returns the rows as they were before, and whether they had expired.
 */
export async function closeInvitations(
  transaction: Transaction,
  customerIds: readonly string[],
  which: WhichInvitations,
): Promise<ClosedInvitation[]> {
  const rows = await queryRows<InvitationBefore & { has_expired: boolean }>(transaction, statementFor(which), [
    [...customerIds],
  ]);
  return rows.map(({ has_expired, ...before }) => ({ before, hasExpired: has_expired }));
}

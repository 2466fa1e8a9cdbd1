import { queryRows, type Transaction } from "../database/transaction";
import { INVITATION_LEASE } from "./invitation-lease";
import { BEFORE, type InvitationBefore, IS_ACCEPTABLE } from "./invitation-row.sql";

/**
 * Gives tokens to waiting invitations, the oldest first. They stay in the state `waiting` until `markInvitationsSent`: a
 * process that ends before it loses none. Concurrent senders get different invitations. Invitations that the customer can
 * no longer accept are cancelled instead.
 *
 * Index: IDX_customer_invitation_waiting, and the indexes of `IS_ACCEPTABLE`.
 */
const STATEMENT = `
  with due as materialized (
    select id from customer_invitation
    where ${INVITATION_LEASE.LEASE_EXPIRED}
    order by id limit ?
    for update skip locked
  ),
  old as (
    select ${BEFORE}, customer.email as goes_to, row_number() over (order by invitation.id) as number
    from due
    join customer_invitation invitation on invitation.id = due.id
    left join customer on customer.id = invitation.customer_id and ${IS_ACCEPTABLE}
  ),
  leased as (
    update customer_invitation invitation set
      state = case when old.goes_to is null then 'cancelled' else 'waiting' end,
      email = old.goes_to,
      token_hash = case when old.goes_to is not null then (?::text[])[old.number] end,
      sent_at = case when old.goes_to is not null then now() end,
      expires_at = case when old.goes_to is not null then now() + ?::int * interval '1 hour' end,
      updated_at = now()
    from old where invitation.id = old.id
    returning invitation.id, invitation.updated_at::text as changed_at
  )
  select old.*, leased.changed_at from old join leased on leased.id = old.id order by old.number
`;

export type LeasedInvitation = {
  before: InvitationBefore;
  /** The index of its token's hash; null when it was cancelled. */
  hash: number | null;
  /** The email of the customer; null when it was cancelled. */
  goes_to: string | null;
};

/** Leases at most as many invitations as there are hashes. */
export async function leaseInvitations(
  transaction: Transaction,
  { hashes, ttlHours }: { hashes: readonly string[]; ttlHours: number },
): Promise<LeasedInvitation[]> {
  const rows = await queryRows<InvitationBefore & { goes_to: string | null; number: string }>(transaction, STATEMENT, [
    ...[hashes.length, [...hashes], ttlHours],
  ]);
  return rows.map(({ goes_to, number, ...before }) => ({
    before,
    goes_to,
    hash: goes_to === null ? null : Number(number) - 1,
  }));
}

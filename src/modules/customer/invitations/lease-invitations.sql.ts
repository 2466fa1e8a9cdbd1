import { queryRows, type Transaction } from "../database/transaction";
import { BEFORE, type InvitationBefore, IS_ACCEPTABLE } from "./invitation-row.sql";

/** A sender that has not come to its end after so long has died; what it took is taken again, under new tokens. */
const DEAD_AFTER_MINUTES = 10;

/**
 * Gives tokens to invitations that wait, the oldest first. They go on waiting until their events are emitted
 * (`markInvitationsSent`): a process that ends in between loses none, and two senders at once get different ones. Invitations
 * that can no longer be accepted are cancelled instead.
 *
 * Index: IDX_customer_invitation_waiting, and those of `ACCEPTABLE`.
 */
const STATEMENT = `
  with due as materialized (
    select id from customer_invitation
    where state = 'waiting' and (sent_at is null or sent_at < now() - interval '${DEAD_AFTER_MINUTES} minutes')
    order by id limit ?
    for update skip locked
  ),
  old as (
    select ${BEFORE}, customer.email as goes_to, row_number() over (order by invitation.id) as number
    from due
    join customer_invitation invitation on invitation.id = due.id
    left join customer on customer.id = invitation.customer_id and ${IS_ACCEPTABLE}
  ),
  taken as (
    update customer_invitation invitation set
      state = case when old.goes_to is null then 'cancelled' else 'waiting' end,
      email = old.goes_to,
      token_hash = case when old.goes_to is not null then (?::text[])[old.number] end,
      sent_at = case when old.goes_to is not null then now() end,
      expires_at = case when old.goes_to is not null then now() + ?::int * interval '1 hour' end,
      updated_at = now()
    from old where invitation.id = old.id
    returning invitation.id, invitation.updated_at::text as left_at
  )
  select old.*, taken.left_at from old join taken on taken.id = old.id order by old.number
`;

export type TakenInvitation = {
  before: InvitationBefore;
  /** Which of the hashes it got, counted from 0; null when it was cancelled. */
  hash: number | null;
  /** The email that its mail goes to; null when it was cancelled. */
  goes_to: string | null;
};

/** Takes as many invitations as there are hashes, or fewer. */
export async function leaseInvitations(
  transaction: Transaction,
  { hashes, ttlHours }: { hashes: readonly string[]; ttlHours: number },
): Promise<TakenInvitation[]> {
  const rows = await queryRows<InvitationBefore & { goes_to: string | null; number: string }>(transaction, STATEMENT, [
    ...[hashes.length, [...hashes], ttlHours],
  ]);
  return rows.map(({ goes_to, number, ...before }) => ({
    before,
    goes_to,
    hash: goes_to === null ? null : Number(number) - 1,
  }));
}

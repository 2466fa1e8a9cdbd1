import { queryRows, type Transaction } from "../database/transaction";

/** Invitations per transaction: a million may expire at the same time. */
const BATCH = 5_000;

/**
 * An acceptance checks the time itself: it does not matter when this runs. Index:
 * IDX_customer_invitation_sent_expires_at.
 */
const STATEMENT = `
  with due as (
    select id from customer_invitation
    where state in ('announced', 'sent') and expires_at <= now()
    order by expires_at limit ${BATCH}
    for update skip locked
  ),
  expired as (
    update customer_invitation invitation set state = 'expired', updated_at = now()
    from due where invitation.id = due.id
    returning invitation.id
  )
  select count(*)::int as count from expired
`;

/** Marks a part of the expired invitations. @returns how many; 0 when there are no more. */
export async function expireInvitations(transaction: Transaction): Promise<number> {
  const [{ count }] = await queryRows<{ count: number }>(transaction, STATEMENT, []);
  return count;
}

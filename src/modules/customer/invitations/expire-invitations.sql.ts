import { queryRows, type Transaction } from "../database/transaction";

/** Whoever invites a million customers has a million run out at once; one transaction marks so many. */
const BATCH = 5_000;

/** Nothing hangs on when this runs: an acceptance looks at the time itself. Index: ..._sent_expires_at. */
const STATEMENT = `
  with over as (
    select id from customer_invitation
    where state in ('announced', 'sent') and expires_at <= now()
    order by expires_at limit ${BATCH}
    for update skip locked
  ),
  expired as (
    update customer_invitation invitation set state = 'expired', updated_at = now()
    from over where invitation.id = over.id
    returning invitation.id
  )
  select count(*)::int as count from expired
`;

/** Marks invitations whose time has run out, a part of them. @returns how many; 0 when there are no more. */
export async function expireInvitations(transaction: Transaction): Promise<number> {
  const [{ count }] = await queryRows<{ count: number }>(transaction, STATEMENT, []);
  return count;
}

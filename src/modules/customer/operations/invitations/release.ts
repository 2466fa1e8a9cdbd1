import { queryRows, type Transaction } from "../transaction";
import { BEFORE, type InvitationBefore } from "./row";

/** A million are released in parts: one transaction changes so many. */
const BATCH = 10_000;

/** What is mailed once more has a token that is good still; the sender gives it another. */
const WHICH = {
  held: "invitation.state = 'held'",
  announced: "invitation.state = 'announced' and invitation.expires_at > now()",
} as const;

export type ReleasableState = keyof typeof WHICH;

export type Releasing = { state: ReleasableState; import_id?: string; customer_ids?: readonly string[] };

/** Index: IDX_customer_invitation_state, in whose order each row is met once. */
const statementFor = ({ state, import_id, customer_ids }: Releasing): string => `
  with due as materialized (
    select invitation.id from customer_invitation invitation
    where ${WHICH[state]} and invitation.id > ?
      ${import_id === undefined ? "" : "and invitation.import_id = ?"}
      ${customer_ids === undefined ? "" : "and invitation.customer_id = any(?::text[])"}
    order by invitation.id limit ${BATCH}
    for update
  ),
  released as (
    update customer_invitation invitation set state = 'waiting', sent_at = null, updated_at = now()
    from due where invitation.id = due.id
    returning invitation.id
  )
  select count(*)::int as count, max(id) as last from released
`;

/**
 * Lets invitations be mailed, a part of them in id order behind `after`.
 *
 * @returns how many, and the id to go on behind; null when there are no more.
 */
export async function releaseInvitations(
  transaction: Transaction,
  which: Releasing,
  after: string,
): Promise<{ count: number; last: string | null }> {
  const [done] = await queryRows<{ count: number; last: string | null }>(transaction, statementFor(which), [
    ...[after, which.import_id, which.customer_ids && [...which.customer_ids]].filter((value) => value !== undefined),
  ]);
  return done;
}

/** Index: IDX_customer_invitation_one_open. */
const OF_CUSTOMERS = `
  with held as (
    select ${BEFORE} from customer_invitation invitation
    where invitation.customer_id = any(?::text[]) and invitation.state = 'held'
    order by invitation.id for update
  ),
  released as (
    update customer_invitation invitation set state = 'waiting', updated_at = now()
    from held where invitation.id = held.id
    returning invitation.id, invitation.updated_at::text as left_at
  )
  select held.*, released.left_at from held join released on released.id = held.id order by held.id
`;

/** Lets the held invitations of customers be mailed. @returns the rows as they were. */
export async function releaseInvitationsOf(
  transaction: Transaction,
  customerIds: readonly string[],
): Promise<InvitationBefore[]> {
  return await queryRows<InvitationBefore>(transaction, OF_CUSTOMERS, [[...customerIds]]);
}

import { createIds } from "../database/create-ids";
import { queryRows, type Transaction } from "../database/transaction";
import { OPEN_STATES } from "./invitation-row.sql";

/**
 * Inserts in the order of the customers: two batches with common customers cannot deadlock. Index:
 * IDX_customer_invitation_one_open, by which a customer with an open invitation is skipped.
 */
const STATEMENT = `
  insert into customer_invitation (id, customer_id, created_by, state, import_id)
  select invited.id, invited.customer_id, ?::text, ?::text, ?::text
  from unnest(?::text[], ?::text[]) as invited (id, customer_id)
  on conflict (customer_id) where state in ${OPEN_STATES} do nothing
  returning id
`;

export type InvitationOrigin = {
  created_by: string | null;
  /** `held`: an admin has to send them. */
  state: "held" | "waiting";
  /** The import that created the customers. */
  import_id: string | null;
};

/**
 * Stores invitations with one statement; the job sends the mails of waiting ones.
 *
 * It does not check the customers: an invitation that cannot be sent is cancelled when it is leased.
 *
 * @returns the ids of the new invitations.
 */
export async function inviteCustomers(
  transaction: Transaction,
  customerIds: readonly string[],
  { created_by, state, import_id }: InvitationOrigin,
): Promise<string[]> {
  const customers = [...new Set(customerIds)].sort();
  const ids = createIds("cusinv", customers.length);
  const rows = await queryRows<{ id: string }>(transaction, STATEMENT, [
    ...[created_by, state, import_id, ids, customers],
  ]);
  return rows.map(({ id }) => id);
}

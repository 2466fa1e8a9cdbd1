import { createIds } from "../database/create-ids";
import { queryRows, type Transaction } from "../database/transaction";
import { OPEN_STATES } from "./invitation-row.sql";

/**
 * In the order of the customers: two batches with customers in common then wait for each other, and never both ways.
 * Index: IDX_customer_invitation_one_open, by which a customer with an open invitation is passed over.
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
  /** `held`: no admin has sent them yet. */
  state: "held" | "waiting";
  /** The import that made the customers. */
  import_id: string | null;
};

/**
 * Writes down that customers are to be invited; the job sends the mails of those that wait. One statement, whatever the number. Whether the
 * customers are there and can be invited is for the caller to know: what cannot be sent is cancelled at its turn.
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

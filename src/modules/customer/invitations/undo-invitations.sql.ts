import { queryRows, type Transaction } from "../database/transaction";
import { type InvitationBefore, OPEN, OPEN_STATES } from "./invitation-row.sql";

/** The rows that an operation created, and those that it changed, as they were before. */
export type InvitationUndo = { created: string[]; before: InvitationBefore[] };

/** Locks customers as `lockInvitable` does, so that they are not invited meanwhile. Index: customer_pkey. */
const LOCK = `
  select id from customer where id in (
    select customer_id from customer_invitation where id = any(?::text[])
  ) order by id for no key update
`;

/** Deletes created invitations that no customer has accepted; their tokens are invalid then. Index: the primary key. */
const REMOVE = `
  delete from customer_invitation invitation where invitation.id = any(?::text[]) and ${OPEN}
`;

const OLD = `jsonb_to_recordset(?::jsonb) as old (
  id text, state text, email text, token_hash text, sent_at timestamptz, expires_at timestamptz,
  updated_at timestamptz, changed_at timestamptz
)`;

/**
 * Restores rows that no other operation has changed since, unless the customer has another open invitation. Index: the
 * primary key, IDX_customer_invitation_one_open.
 */
const RESTORE = `
  update customer_invitation invitation set
    state = old.state, email = old.email, token_hash = old.token_hash, sent_at = old.sent_at,
    expires_at = old.expires_at, updated_at = old.updated_at
  from ${OLD}
  where invitation.id = old.id and invitation.updated_at = old.changed_at and not exists (
    select from customer_invitation other
    where other.customer_id = invitation.customer_id and other.state in ${OPEN_STATES} and other.id <> old.id
  )
`;

const NOT_REVERTED = `
  select id from customer_invitation where id = any(?::text[])
  union all
  select old.id from ${OLD}
  join customer_invitation invitation on invitation.id = old.id and invitation.updated_at <> old.updated_at
`;

/** Undoes an operation. Idempotent. @returns the ids of rows that it did not revert: other operations have changed them. */
export async function undoInvitations(
  transaction: Transaction,
  { created, before }: InvitationUndo,
): Promise<string[]> {
  const rows = JSON.stringify(before);
  await queryRows(transaction, LOCK, [[...created, ...before.map(({ id }) => id)]]);
  await queryRows(transaction, REMOVE, [created]);
  await queryRows(transaction, RESTORE, [rows]);
  const rest = await queryRows<{ id: string }>(transaction, NOT_REVERTED, [created, rows]);
  return rest.map(({ id }) => id);
}

import { MedusaError } from "@medusajs/framework/utils";
import { queryRows, type Transaction } from "../database/transaction";
import { BEFORE, type InvitationBefore } from "./invitation-row.sql";

/** Invitations per transaction. */
const BATCH = 10_000;

/** The invitations that may be released. An announced one has a valid token; the sender replaces it. */
const WHICH = {
  held: "invitation.state = 'held'",
  announced: "invitation.state = 'announced' and invitation.expires_at > now()",
} as const;

export type ReleasableState = keyof typeof WHICH;

/** Exactly one of `import_id`, `customer_ids` and `all` is given, see `assertChosen`. */
export type Releasing = {
  state: ReleasableState;
  import_id?: string;
  customer_ids?: readonly string[];
  all?: boolean;
};

/** Condition: not of a running import, which creates invitations while it stores rows. Index: customer_import_pkey. */
const NOT_OF_A_RUNNING_IMPORT = `not exists (
  select from customer_import running where running.id = invitation.import_id and running.state = 'importing'
)`;

/** Index: IDX_customer_invitation_state, or ..._import_id of an import; each row is met once in their order. */
const statementFor = ({ state, import_id, customer_ids, all }: Releasing): string => `
  with due as materialized (
    select invitation.id from customer_invitation invitation
    where ${WHICH[state]} and invitation.id > ?
      ${import_id === undefined ? "" : "and invitation.import_id = ?"}
      ${customer_ids === undefined ? "" : "and invitation.customer_id = any(?::text[])"}
      ${all ? `and ${NOT_OF_A_RUNNING_IMPORT}` : ""}
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

/** Asserts that exactly one choice is made: all customers must be chosen explicitly. @throws MedusaError (invalid_data) */
export function assertChosen({ import_id, customer_ids, all }: Omit<Releasing, "state">): void {
  const isNarrowed = import_id !== undefined || customer_ids !== undefined;
  if (isNarrowed === (all === true)) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      'Choose the invitations to send: give "import_id", or "customer_ids", or "all": true for those of all customers.',
    );
  }
}

/**
 * Releases a part of the invitations, in id order behind `after`.
 *
 * @returns how many, and the id to continue behind; null when there are no more.
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
    returning invitation.id, invitation.updated_at::text as changed_at
  )
  select held.*, released.changed_at from held join released on released.id = held.id order by held.id
`;

/** Releases the held invitations of customers. @returns the rows as they were before. */
export async function releaseInvitationsOf(
  transaction: Transaction,
  customerIds: readonly string[],
): Promise<InvitationBefore[]> {
  return await queryRows<InvitationBefore>(transaction, OF_CUSTOMERS, [[...customerIds]]);
}

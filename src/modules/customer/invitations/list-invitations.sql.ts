import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";
import type { CustomerInvitation, CustomerInvitationState } from "./invitation";
import { COLUMNS, IS_DELIVERED } from "./invitation-row.sql";

export type InvitationFilters = { state?: CustomerInvitationState; import_id?: string; customer_id?: string };

const HAS_EXPIRED = "invitation.expires_at <= now()";

/** Returns the condition of a state. An invitation has expired before the job marks it. */
function conditionOf(state: CustomerInvitationState): string {
  if (state === "expired") {
    return `(invitation.state = ? or (${IS_DELIVERED} and ${HAS_EXPIRED}))`;
  }
  return state === "sent" || state === "announced"
    ? `invitation.state = ? and not (${HAS_EXPIRED})`
    : "invitation.state = ?";
}

/**
 * Lists a page of invitations, the newest first, and counts all. Index: IDX_customer_invitation_state, ..._import_id,
 * ..._customer_id; the primary key without a filter.
 */
export async function listInvitations(
  connection: Knex,
  { state, import_id, customer_id }: InvitationFilters,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ invitations: CustomerInvitation[]; count: number }> {
  const conditions = [
    ...(state === undefined ? [] : [conditionOf(state)]),
    ...(import_id === undefined ? [] : ["invitation.import_id = ?"]),
    ...(customer_id === undefined ? [] : ["invitation.customer_id = ?"]),
  ];
  const bindings = [state, import_id, customer_id].filter((value) => value !== undefined);
  const from = `from customer_invitation invitation ${conditions.length ? `where ${conditions.join(" and ")}` : ""}`;
  const page = `select ${COLUMNS} ${from} order by invitation.id desc limit ? offset ?`;
  const invitations = await queryRows<CustomerInvitation>(connection, page, [...bindings, limit, offset]);
  const [{ count }] = await queryRows<{ count: number }>(connection, `select count(*)::int as count ${from}`, bindings);
  return { invitations, count };
}

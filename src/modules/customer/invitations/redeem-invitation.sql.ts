import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows, type Transaction } from "../database/transaction";
import { notAcceptable } from "./invitation";
import { BEFORE, type InvitationBefore, IS_ACCEPTABLE, OPEN } from "./invitation-row.sql";

/** An invitation is good for the address it was sent to and no other. Index: ..._token_hash, those of `ACCEPTABLE`. */
const GOOD = `
    from customer_invitation invitation
    join customer on customer.id = invitation.customer_id
    where invitation.token_hash = ? and ${OPEN} and invitation.expires_at > now()
      and customer.email = invitation.email and ${IS_ACCEPTABLE}
`;

const INVITED = `select invitation.customer_id ${GOOD}`;

/**
 * Takes the invitation that a token stands for, once: of many callers with one token the first finds the row, the others
 * wait for its lock and then look at a row that is open no more.
 */
const STATEMENT = `
  with found as (
    select ${BEFORE}, customer.has_account
    ${GOOD}
    for update of invitation
  ),
  claimed as (
    update customer_invitation invitation set state = 'accepted', updated_at = now()
    from found where invitation.id = found.id
    returning invitation.id, invitation.updated_at::text as changed_at
  )
  select found.*, claimed.changed_at from found join claimed on claimed.id = found.id
`;

export type RedeemedInvitation = {
  id: string;
  customer_id: string;
  /** The address that whoever has the token receives mail at. */
  email: string;
  /** False for a guest, who is to become an account. */
  has_account: boolean;
};

/**
 * Whom a token would let in; takes nothing.
 *
 * @throws MedusaError (not_found), in the same words whatever the reason.
 */
export async function findInvited(connection: Knex, tokenHash: string): Promise<string> {
  const [row] = await queryRows<{ customer_id: string }>(connection, INVITED, [tokenHash]);
  if (!row) {
    throw notAcceptable();
  }
  return row.customer_id;
}

/** @throws MedusaError (not_found), in the same words whatever the reason. */
export async function redeemInvitation(
  transaction: Transaction,
  tokenHash: string,
): Promise<{ invitation: RedeemedInvitation; before: InvitationBefore }> {
  const [row] = await queryRows<InvitationBefore & RedeemedInvitation>(transaction, STATEMENT, [tokenHash]);
  if (!row) {
    throw notAcceptable();
  }
  const { has_account, ...before } = row;
  const { id, customer_id, email } = before;
  return { invitation: { id, customer_id, email, has_account }, before };
}

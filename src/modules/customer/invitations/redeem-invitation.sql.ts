import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows, type Transaction } from "../database/transaction";
import { notAcceptable } from "./invitation";
import { BEFORE, type InvitationBefore, IS_ACCEPTABLE, OPEN } from "./invitation-row.sql";

/**
 * Finds an open invitation by its token. It is valid for the email that it was sent to, no other. Index:
 * IDX_customer_invitation_token_hash, and those of `IS_ACCEPTABLE`.
 */
const IS_REDEEMABLE = `
    from customer_invitation invitation
    join customer on customer.id = invitation.customer_id
    where invitation.token_hash = ? and ${OPEN} and invitation.expires_at > now()
      and customer.email = invitation.email and ${IS_ACCEPTABLE}
`;

const INVITED = `select invitation.customer_id ${IS_REDEEMABLE}`;

/** Redeems a token once: the first of concurrent callers locks the row; the others wait, and then find it accepted. */
const STATEMENT = `
  with found as (
    select ${BEFORE}, customer.has_account
    ${IS_REDEEMABLE}
    for update of invitation
  ),
  redeemed as (
    update customer_invitation invitation set state = 'accepted', updated_at = now()
    from found where invitation.id = found.id
    returning invitation.id, invitation.updated_at::text as changed_at
  )
  select found.*, redeemed.changed_at from found join redeemed on redeemed.id = found.id
`;

export type RedeemedInvitation = {
  id: string;
  customer_id: string;
  /** The email at which the owner of the token receives mail. */
  email: string;
  /** False for a guest, who becomes an account. */
  has_account: boolean;
};

/**
 * Returns the id of the customer whom a token invites; redeems nothing.
 *
 * @throws MedusaError (not_found), in the same words for every reason.
 */
export async function findInvited(connection: Knex, tokenHash: string): Promise<string> {
  const [row] = await queryRows<{ customer_id: string }>(connection, INVITED, [tokenHash]);
  if (!row) {
    throw notAcceptable();
  }
  return row.customer_id;
}

/** Redeems a token. @throws MedusaError (not_found), in the same words for every reason. */
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

import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows, type Transaction } from "../database/transaction";
import { notAcceptable } from "./invitation";
import { BEFORE, type InvitationBefore, IS_ACCEPTABLE, OPEN } from "./invitation-row.sql";

/**
 * Whether an invitation is accepted and its acceptance may be repeated: its process may have died before the login. With the
 * login the token is void.
 *
 * It has a minute, as long as it may lock the customer's logins. An invitation that follows replaces it. Index:
 * IDX_customer_invitation_customer_id; ids begin with the time.
 */
const IS_REPEATABLE = `
  invitation.state = 'accepted' and invitation.updated_at < now() - interval '1 minute' and not exists (
    select from customer_invitation later
    where later.customer_id = invitation.customer_id and later.id > invitation.id
  )
`;

/**
 * Finds an invitation by its token. It is valid for the email that it was sent to, no other. Index:
 * IDX_customer_invitation_token_hash, and those of `IS_ACCEPTABLE`.
 */
const IS_REDEEMABLE = `
    from customer_invitation invitation
    join customer on customer.id = invitation.customer_id
    where invitation.token_hash = ? and (${OPEN} or (${IS_REPEATABLE})) and invitation.expires_at > now()
      and customer.email = invitation.email and ${IS_ACCEPTABLE}
`;

const INVITED = `select invitation.customer_id ${IS_REDEEMABLE}`;

/**
 * Redeems a token: the first of concurrent callers locks the row; the others wait, and then find it accepted within the
 * minute.
 */
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

/** Keeps `updated_at`, by which the undo of the redemption finds the row unchanged. Index: customer_invitation_pkey. */
const VOID = `update customer_invitation set token_hash = null where id = ? and state = 'accepted'`;

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

/** Makes the token of an accepted invitation void. Idempotent. The undo of the redemption restores it. */
export async function voidInvitationToken(transaction: Transaction, id: string): Promise<void> {
  await queryRows(transaction, VOID, [id]);
}

import type { Context } from "@medusajs/framework/types";
import { InjectManager, InjectTransactionManager, MedusaContext, MedusaError } from "@medusajs/framework/utils";
import { assertStorable } from "../database/assert-storable";
import { createSecretToken, hashSecretToken } from "../database/secret-token";
import { inTransaction } from "../database/transaction";
import { isEmailAddress } from "../emails/email-address";
import { OldEmailFacade } from "../emails/unnormalized-emails";
import { connectionOf, managerOf } from "../listing/matching-ids.sql";
import { closeInvitations } from "./close-invitations.sql";
import { expireInvitations } from "./expire-invitations.sql";
import { findInvitation, findLastInvitation } from "./find-invitation.sql";
import type { CustomerInvitation } from "./invitation";
import { inviteCustomers } from "./invite-customers.sql";
import { takeInvitations } from "./lease-invitations.sql";
import { lockInvitable } from "./lock-invitable-customers.sql";
import { settleInvitations } from "./mark-invitations-sent.sql";
import { type ClaimedInvitation, claimInvitation, findInvited } from "./redeem-invitation.sql";
import { releaseInvitationsOf } from "./release-invitations.sql";
import { type InvitationUndo, undoInvitations } from "./undo-invitations.sql";

/** Customers that one call invites. */
export const MAX_INVITED = 1_000;

export type InviteCustomersInput = {
  customer_ids: string[];
  /** Who asked, kept with the invitation: an actor's id. */
  created_by?: string | null;
  /** Replaces an invitation that was sent already: a new token goes out, and the old one is dead. */
  renew?: boolean;
};

/** A token to hand out. It exists nowhere else. */
export type InvitationToken = { id: string; customer_id: string; token: string };

/** The part of the service that keeps invitations to set a password. */
export abstract class InvitationFacade extends OldEmailFacade {
  /**
   * Writes down that customers are to be invited; the job sends the mails. Those who have an open invitation are passed
   * over, unless an import holds it: it is released. Whether somebody can log in already is not looked at here.
   *
   * @returns the ids of the new and the released invitations, and how to undo all of it.
   * @throws MedusaError (not_found, not_allowed, invalid_data) that names the customers who cannot be invited; nobody is
   * invited then.
   */
  @InjectManager()
  async inviteCustomers(
    input: InviteCustomersInput,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ ids: string[]; undo: InvitationUndo }> {
    return await this.inviteCustomers_(input, sharedContext);
  }

  @InjectTransactionManager()
  protected async inviteCustomers_(
    { customer_ids, created_by = null, renew = false }: InviteCustomersInput,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ ids: string[]; undo: InvitationUndo }> {
    assertStorable({ customer_ids, created_by });
    const customers = [...new Set(customer_ids)];
    if (!customers.length || customers.length > MAX_INVITED) {
      throw new MedusaError(
        MedusaError.Types.INVALID_DATA,
        `The field "customer_ids" must hold 1 to ${MAX_INVITED} customer ids.`,
      );
    }
    return await inTransaction(sharedContext, async (transaction) => {
      await lockInvitable(transaction, customers);
      const closed = await closeInvitations(transaction, customers, renew ? "given_out" : "over");
      const released = await releaseInvitationsOf(transaction, customers);
      const origin = { created_by, state: "waiting", import_id: null } as const;
      const created = await inviteCustomers(transaction, customers, origin);
      const before = [...closed.map((one) => one.before), ...released];
      return { ids: [...released.map(({ id }) => id), ...created], undo: { created, before } };
    });
  }

  /**
   * Gives tokens to the oldest invitations that wait, for `invitation_ttl_hours` from now. They are announced once
   * `settleInvitations` says so; what was taken and not settled is taken again after ten minutes, under new tokens.
   * Invitations that cannot be accepted any more, and those to a text that is no email, are cancelled.
   */
  @InjectManager()
  async takeInvitations(
    { limit }: { limit: number },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ tokens: InvitationToken[]; cancelled: number; undo: InvitationUndo }> {
    return await this.takeInvitations_({ limit }, sharedContext);
  }

  @InjectTransactionManager()
  protected async takeInvitations_(
    { limit }: { limit: number },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ tokens: InvitationToken[]; cancelled: number; undo: InvitationUndo }> {
    const secrets = Array.from({ length: limit }, createSecretToken);
    const hashes = secrets.map(({ hash }) => hash);
    const taken = await inTransaction(sharedContext, async (transaction) => {
      const rows = await takeInvitations(transaction, { hashes, ttlHours: this.options_.invitation_ttl_hours });
      const unsendable = rows.filter(({ goes_to }) => goes_to !== null && !isEmailAddress(goes_to));
      const cancelled = unsendable.flatMap(({ before: { id }, hash }) =>
        hash === null ? [] : [{ id, token_hash: hashes[hash], state: "cancelled" as const }],
      );
      await settleInvitations(transaction, cancelled);
      const ended = new Set(cancelled.map(({ id }) => id));
      return rows.map((row) => (ended.has(row.before.id) ? { ...row, hash: null } : row));
    });
    const tokens = taken.flatMap(({ before: { id, customer_id }, hash }) =>
      hash === null ? [] : [{ id, customer_id, token: secrets[hash].token }],
    );
    const before = taken.map((one) => one.before);
    return { tokens, cancelled: taken.length - tokens.length, undo: { created: [], before } };
  }

  /** Says of taken invitations that the event bus has their tokens, or that they are not to be sent. */
  @InjectManager()
  async settleInvitations(
    done: { announced: InvitationToken[]; cancelled: InvitationToken[] },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<void> {
    await this.settleInvitations_(done, sharedContext);
  }

  @InjectTransactionManager()
  protected async settleInvitations_(
    { announced, cancelled }: { announced: InvitationToken[]; cancelled: InvitationToken[] },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<void> {
    const rows = (state: "announced" | "cancelled", tokens: InvitationToken[]) =>
      tokens.map(({ id, token }) => ({ id, token_hash: hashSecretToken(token), state }));
    await inTransaction(sharedContext, (transaction) =>
      settleInvitations(transaction, [...rows("announced", announced), ...rows("cancelled", cancelled)]),
    );
  }

  /** @returns the id of the customer whom a token would let in. @throws MedusaError (not_found), as `claimInvitation`. */
  @InjectManager()
  async findInvitedCustomer(token: string, @MedusaContext() sharedContext: Context = {}): Promise<string> {
    return await findInvited(connectionOf(managerOf(sharedContext)), hashSecretToken(token));
  }

  /** Takes the invitation that a token stands for, once. @throws MedusaError (not_found), whatever the reason. */
  @InjectManager()
  async claimInvitation(
    token: string,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ invitation: ClaimedInvitation; undo: InvitationUndo }> {
    return await this.claimInvitation_(token, sharedContext);
  }

  @InjectTransactionManager()
  protected async claimInvitation_(
    token: string,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ invitation: ClaimedInvitation; undo: InvitationUndo }> {
    const { invitation, before } = await inTransaction(sharedContext, (transaction) =>
      claimInvitation(transaction, hashSecretToken(token)),
    );
    return { invitation, undo: { created: [], before: [before] } };
  }

  /** Ends the open invitation of a customer. @throws MedusaError (not_found) when there is none. */
  @InjectManager()
  async cancelInvitation(
    customerId: string,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ id: string; undo: InvitationUndo }> {
    return await this.cancelInvitation_(customerId, sharedContext);
  }

  @InjectTransactionManager()
  protected async cancelInvitation_(
    customerId: string,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ id: string; undo: InvitationUndo }> {
    assertStorable({ customer_id: customerId });
    const [closed] = await inTransaction(sharedContext, (transaction) =>
      closeInvitations(transaction, [customerId], "open"),
    );
    if (!closed || closed.isOver) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no invitation to cancel.");
    }
    return { id: closed.before.id, undo: { created: [], before: [closed.before] } };
  }

  /** Takes back what one of the methods above did. May run twice. @returns the ids of rows that it left. */
  @InjectManager()
  async undoInvitations(undo: InvitationUndo, @MedusaContext() sharedContext: Context = {}): Promise<string[]> {
    return await this.undoInvitations_(undo, sharedContext);
  }

  @InjectTransactionManager()
  protected async undoInvitations_(
    undo: InvitationUndo,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<string[]> {
    return await inTransaction(sharedContext, (transaction) => undoInvitations(transaction, undo));
  }

  /** Marks a part of the invitations whose time has run out. @returns how many there were; 0 when all are marked. */
  @InjectManager()
  async expireInvitations(@MedusaContext() sharedContext: Context = {}): Promise<number> {
    return await this.expireInvitations_(sharedContext);
  }

  @InjectTransactionManager()
  protected async expireInvitations_(@MedusaContext() sharedContext: Context = {}): Promise<number> {
    return await inTransaction(sharedContext, expireInvitations);
  }

  /** An invitation in whatever state, for the mail that a shop sends. @throws MedusaError (not_found) */
  @InjectManager()
  async retrieveInvitation(id: string, @MedusaContext() sharedContext: Context = {}): Promise<CustomerInvitation> {
    assertStorable({ id });
    const invitation = await findInvitation(connectionOf(managerOf(sharedContext)), id);
    if (!invitation) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `Invitation with id "${id}" not found`);
    }
    return invitation;
  }

  /** The last invitation of a customer, in whatever state; null for one who was never invited. */
  @InjectManager()
  async retrieveLastInvitation(
    customerId: string,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<CustomerInvitation | null> {
    assertStorable({ customer_id: customerId });
    return (await findLastInvitation(connectionOf(managerOf(sharedContext)), customerId)) ?? null;
  }
}

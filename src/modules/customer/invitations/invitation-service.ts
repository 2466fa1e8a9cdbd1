import type { Context } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { notFoundError } from "../../../shared/errors";
import { assertStorable } from "../database/assert-storable";
import type { ModuleCore } from "../database/module-core";
import { createSecretToken, hashSecretToken } from "../database/secret-token";
import { isEmail } from "../emails/read-email";
import { findImport } from "../imports/find-import.sql";
import { acknowledgeInvitations } from "./acknowledge-invitations.sql";
import { closeInvitations } from "./close-invitations.sql";
import { expireInvitations } from "./expire-invitations.sql";
import { findInvitation, findLastInvitation } from "./find-invitation.sql";
import type { CustomerInvitation } from "./invitation";
import { inviteCustomers } from "./invite-customers.sql";
import { leaseInvitations } from "./lease-invitations.sql";
import { type InvitationFilters, listInvitations } from "./list-invitations.sql";
import { lockInvitable } from "./lock-invitable-customers.sql";
import { markInvitationsSent } from "./mark-invitations-sent.sql";
import { findInvited, type RedeemedInvitation, redeemInvitation, voidInvitationToken } from "./redeem-invitation.sql";
import { assertChosen, type Releasing, releaseInvitations, releaseInvitationsOf } from "./release-invitations.sql";
import { type InvitationUndo, undoInvitations } from "./undo-invitations.sql";

/** Customers that one call invites. */
export const MAX_INVITED = 1_000;

export type InviteCustomersInput = {
  customer_ids: string[];
  /** The actor of the request. */
  created_by?: string | null;
  /** Replaces an invitation that was sent: a new token is sent, and the old one is invalid. */
  renew?: boolean;
};

/** A token to send. Only its hash is stored. */
export type InvitationToken = { id: string; customer_id: string; token: string };

/** An invitation that a subscriber has sent, by the data of the event `customer.invited`. */
export type SentInvitation = { invitation_id: string; token: string };

/** Invitations that a sender leases: their tokens, how many were cancelled instead, and how to undo it. */
type LeasedInvitations = { tokens: InvitationToken[]; cancelled: number; undo: InvitationUndo };

/** Stores invitations to set a password, from the request until the customer accepts. */
export class InvitationService {
  constructor(private readonly core: ModuleCore) {}

  /**
   * Stores invitations of customers; the job sends the mails.
   *
   * A customer with an open invitation is skipped; an invitation that an import holds is released. It does not check whether
   * a customer has a login.
   *
   * @returns the ids of the new and the released invitations, and how to undo all of it.
   * @throws MedusaError (not_found, not_allowed, invalid_data) that names the customers who cannot be invited; none is
   * invited then.
   */
  async create(
    { customer_ids, created_by = null, renew = false }: InviteCustomersInput,
    sharedContext: Context = {},
  ): Promise<{ ids: string[]; undo: InvitationUndo }> {
    assertStorable({ customer_ids, created_by });
    const customers = [...new Set(customer_ids)];
    if (!customers.length || customers.length > MAX_INVITED) {
      throw new MedusaError(
        MedusaError.Types.INVALID_DATA,
        `The field "customer_ids" must hold 1 to ${MAX_INVITED} customer ids.`,
      );
    }
    return await this.core.transaction(sharedContext, async (transaction) => {
      await lockInvitable(transaction, customers);
      const closed = await closeInvitations(transaction, customers, renew ? "with_token" : "expired");
      const released = await releaseInvitationsOf(transaction, customers);
      const origin = { created_by, state: "waiting", import_id: null } as const;
      const created = await inviteCustomers(transaction, customers, origin);
      const before = [...closed.map((one) => one.before), ...released];
      return { ids: [...released.map(({ id }) => id), ...created], undo: { created, before } };
    });
  }

  /**
   * Leases the oldest waiting invitations, with tokens that are valid for `invitation_ttl_hours` from now.
   *
   * Call `markSent` next: without it the invitations are leased again after ten minutes, with new tokens. Invitations that
   * cannot be accepted any more, and those to a text that is not an email, are cancelled.
   */
  async lease({ limit }: { limit: number }, sharedContext: Context = {}): Promise<LeasedInvitations> {
    const secrets = Array.from({ length: limit }, createSecretToken);
    const hashes = secrets.map(({ hash }) => hash);
    const leased = await this.core.transaction(sharedContext, async (transaction) => {
      const rows = await leaseInvitations(transaction, { hashes, ttlHours: this.core.options.invitation_ttl_hours });
      const unsendable = rows.filter(({ goes_to }) => goes_to !== null && !isEmail(goes_to));
      const cancelled = unsendable.flatMap(({ before: { id }, hash }) =>
        hash === null ? [] : [{ id, token_hash: hashes[hash], state: "cancelled" as const }],
      );
      await markInvitationsSent(transaction, cancelled);
      const ended = new Set(cancelled.map(({ id }) => id));
      return rows.map((row) => (ended.has(row.before.id) ? { ...row, hash: null } : row));
    });
    const tokens = leased.flatMap(({ before: { id, customer_id }, hash }) =>
      hash === null ? [] : [{ id, customer_id, token: secrets[hash].token }],
    );
    const before = leased.map((one) => one.before);
    return { tokens, cancelled: leased.length - tokens.length, undo: { created: [], before } };
  }

  /** Marks leased invitations as announced, or as cancelled where no mail may be sent. */
  async markSent(
    { announced, cancelled }: { announced: InvitationToken[]; cancelled: InvitationToken[] },
    sharedContext: Context = {},
  ): Promise<void> {
    const rows = (state: "announced" | "cancelled", tokens: InvitationToken[]) =>
      tokens.map(({ id, token }) => ({ id, token_hash: hashSecretToken(token), state }));
    await this.core.transaction(sharedContext, (transaction) =>
      markInvitationsSent(transaction, [...rows("announced", announced), ...rows("cancelled", cancelled)]),
    );
  }

  /** Returns the id of the customer whom a token invites. @throws MedusaError (not_found), as `redeem`. */
  async findCustomer(token: string, sharedContext: Context = {}): Promise<string> {
    return await findInvited(this.core.connection(sharedContext), hashSecretToken(token));
  }

  /**
   * Redeems the token of an invitation: once within a minute.
   *
   * After that an accepted one can be redeemed again, since its process may have died before the login. The caller checks
   * that the customer has none.
   *
   * @throws MedusaError (not_found), with one message for every reason.
   */
  async redeem(
    token: string,
    sharedContext: Context = {},
  ): Promise<{ invitation: RedeemedInvitation; undo: InvitationUndo }> {
    const { invitation, before } = await this.core.transaction(sharedContext, (transaction) =>
      redeemInvitation(transaction, hashSecretToken(token)),
    );
    return { invitation, undo: { created: [], before: [before] } };
  }

  /**
   * Makes the token of an accepted invitation void: the login exists. Idempotent. `undo` of the redemption makes it valid
   * again.
   */
  async voidToken(id: string, sharedContext: Context = {}): Promise<void> {
    await this.core.transaction(sharedContext, (transaction) => voidInvitationToken(transaction, id));
  }

  /** Ends the open invitation of a customer. @throws MedusaError (not_found) when there is none. */
  async cancel(customerId: string, sharedContext: Context = {}): Promise<{ id: string; undo: InvitationUndo }> {
    assertStorable({ customer_id: customerId });
    return await this.core.transaction(sharedContext, async (transaction) => {
      const [closed] = await closeInvitations(transaction, [customerId], "open");
      if (!closed || closed.hasExpired) {
        throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no invitation to cancel.");
      }
      return { id: closed.before.id, undo: { created: [], before: [closed.before] } };
    });
  }

  /** Undoes one of the other methods. Idempotent. @returns the ids of rows that it did not revert. */
  async undo(undo: InvitationUndo, sharedContext: Context = {}): Promise<string[]> {
    return await this.core.transaction(sharedContext, (transaction) => undoInvitations(transaction, undo));
  }

  /** Marks a part of the expired invitations. @returns their number; 0 when all are marked. */
  async expire(sharedContext: Context = {}): Promise<number> {
    return await this.core.transaction(sharedContext, expireInvitations);
  }

  /** Returns an invitation in any state, for the mail that a shop sends. @throws MedusaError (not_found) */
  async retrieve(id: string, sharedContext: Context = {}): Promise<CustomerInvitation> {
    assertStorable({ id });
    const invitation = await findInvitation(this.core.connection(sharedContext), id);
    if (!invitation) {
      throw notFoundError("Invitation", id);
    }
    return invitation;
  }

  /** Returns the last invitation of a customer, in any state; null for one who was never invited. */
  async retrieveLast(customerId: string, sharedContext: Context = {}): Promise<CustomerInvitation | null> {
    assertStorable({ customer_id: customerId });
    return (await findLastInvitation(this.core.connection(sharedContext), customerId)) ?? null;
  }

  /** Lists a page of invitations, the newest first, and counts all: of a state, an import or a customer. */
  async list(
    filters: InvitationFilters,
    page: { limit: number; offset: number },
    sharedContext: Context = {},
  ): Promise<{ invitations: CustomerInvitation[]; count: number }> {
    assertStorable(filters);
    return await listInvitations(this.core.connection(sharedContext), filters, page);
  }

  /**
   * Releases held invitations, or sends again those that no subscriber has acknowledged: a part, in id order after `after`.
   *
   * With `all`, invitations of a running import stay as they are.
   *
   * @returns the number that waits now, and the id after which to continue; null when there are no more.
   * @throws MedusaError (invalid_data) unless the choice is an import, customers or all, (not_found) for an unknown
   * import, (not_allowed) for one that has not ended.
   */
  async release(
    which: Releasing,
    after = "",
    sharedContext: Context = {},
  ): Promise<{ count: number; last: string | null }> {
    assertChosen(which);
    assertStorable({ ...which, after });
    await this.assertImportEnded(which.import_id, sharedContext);
    return await this.core.transaction(sharedContext, (transaction) => releaseInvitations(transaction, which, after));
  }

  /**
   * Marks invitations that a subscriber to `customer.invited` has sent. Unknown ones, and tokens that are replaced, are
   * skipped. Idempotent.
   *
   * @returns the ids of those that were not acknowledged before, and how to undo it.
   */
  async acknowledge(
    sent: SentInvitation[],
    sharedContext: Context = {},
  ): Promise<{ ids: string[]; undo: InvitationUndo }> {
    if (sent.length > MAX_INVITED) {
      throw new MedusaError(
        MedusaError.Types.INVALID_DATA,
        `At most ${MAX_INVITED} invitations are acknowledged at once.`,
      );
    }
    assertStorable({ invitation_id: sent.map(({ invitation_id }) => invitation_id) });
    const rows = sent.map(({ invitation_id: id, token }) => ({ id, token_hash: hashSecretToken(token) }));
    const before = await this.core.transaction(sharedContext, (transaction) =>
      acknowledgeInvitations(transaction, rows),
    );
    return { ids: before.map(({ id }) => id), undo: { created: [], before } };
  }

  /** Asserts that an import has ended: rows that it stores later would get held invitations. */
  private async assertImportEnded(id: string | undefined, sharedContext: Context): Promise<void> {
    const found = id === undefined ? undefined : await findImport(this.core.connection(sharedContext), id);
    if (id !== undefined && !found) {
      throw notFoundError("Import", id);
    }
    if (found && ["uploaded", "validating", "ready", "importing"].includes(found.state)) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        `The import is ${found.state}. Send its invitations when it has ended, or confirm it with "send_invitations": true.`,
      );
    }
  }
}

import type { Context } from "@medusajs/framework/types";
import { InjectManager, InjectTransactionManager, MedusaContext, MedusaError } from "@medusajs/framework/utils";
import { assertLength, assertStorable, EMAIL_MAX_LENGTH } from "../domain/assert-storable";
import type { EmailChange, EmailChangeRequester } from "../domain/email-change";
import { normalizeEmail } from "../domain/normalize-email";
import { createSecretToken, hashSecretToken } from "../domain/secret-token";
import { claimEmailChange } from "../operations/email-changes/claim";
import { closePendingEmailChange } from "../operations/email-changes/close";
import { expireEmailChanges } from "../operations/email-changes/expire";
import { findEmailChange, findPendingEmailChange } from "../operations/email-changes/find";
import { requestEmailChange } from "../operations/email-changes/request";
import { type EmailChangeUndo, undoEmailChange } from "../operations/email-changes/undo";
import { inTransaction } from "../operations/transaction";
import type { ResolvedCustomersOptions } from "../options";
import { CustomerDuplicateFacade } from "./duplicates";

export type EmailChangeRequest = { customer_id: string; email: string; requested_by: EmailChangeRequester };

/** What one of the methods did, and how to take it back with `undoEmailChange`. */
export type EmailChangeDone = { change: EmailChange; undo: EmailChangeUndo };

/** The settings that routes and workflows around an account go by; no secret is among them. */
export type AccountSettings = Pick<
  ResolvedCustomersOptions,
  "email_change_fresh_login" | "email_vouching_providers" | "guest_checkout"
>;

/** The part of the service that keeps changes of email until they are confirmed. */
export abstract class EmailChangeFacade extends CustomerDuplicateFacade {
  accountSettings(): AccountSettings {
    const { email_change_fresh_login, email_vouching_providers, guest_checkout } = this.options_;
    return { email_change_fresh_login, email_vouching_providers, guest_checkout };
  }

  /**
   * The address as this store keeps it.
   *
   * @throws MedusaError (invalid_data) for a blank or too long one, and for characters that cannot be stored.
   */
  storedSpelling(email: string): string {
    assertStorable({ email });
    assertLength(email, "email", EMAIL_MAX_LENGTH);
    const stored = normalizeEmail(email, this.options_.email_normalization);
    if (stored === null) {
      throw new MedusaError(MedusaError.Types.INVALID_DATA, 'The field "email" is blank. Give an address.');
    }
    return stored;
  }

  /**
   * Writes down a change of email until it is confirmed; one that waits already is replaced. Whether somebody else has
   * the address is not looked at here.
   *
   * @returns the change, its token, which exists nowhere else, and how to undo both.
   * @throws MedusaError (not_found, not_allowed, invalid_data) for an unknown customer, a guest, or the email they have.
   */
  @InjectManager()
  async requestEmailChange(
    request: EmailChangeRequest,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<EmailChangeDone & { token: string }> {
    return await this.requestEmailChange_(request, sharedContext);
  }

  @InjectTransactionManager()
  protected async requestEmailChange_(
    { customer_id, email, requested_by }: EmailChangeRequest,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<EmailChangeDone & { token: string }> {
    assertStorable({ customer_id });
    const { token, hash } = createSecretToken();
    const { change, replaced } = await inTransaction(sharedContext, (transaction) =>
      requestEmailChange(transaction, {
        ...{ customer_id, requested_by, new_email: this.storedSpelling(email) },
        ...{ token_hash: hash, ttl_minutes: this.options_.email_change_ttl_minutes },
      }),
    );
    return { change, token, undo: { customer_id, created: change.id, before: replaced } };
  }

  /**
   * Takes the change that a token stands for, once. With a customer id it must be that customer's; without one only a
   * change that an admin requested is found.
   *
   * @throws MedusaError (not_found), in the same words whatever the reason.
   */
  @InjectManager()
  async claimEmailChange(
    claim: { token: string; customer_id?: string },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<EmailChangeDone> {
    return await this.claimEmailChange_(claim, sharedContext);
  }

  @InjectTransactionManager()
  protected async claimEmailChange_(
    { token, customer_id }: { token: string; customer_id?: string },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<EmailChangeDone> {
    const { change, before } = await inTransaction(sharedContext, (transaction) =>
      claimEmailChange(transaction, { token_hash: hashSecretToken(token), customer_id }),
    );
    return { change, undo: { customer_id: change.customer_id, before: [before] } };
  }

  /** Ends the change that waits. @throws MedusaError (not_found) when none does. */
  @InjectManager()
  async cancelEmailChange(
    customerId: string,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ id: string; undo: EmailChangeUndo }> {
    return await this.cancelEmailChange_(customerId, sharedContext);
  }

  @InjectTransactionManager()
  protected async cancelEmailChange_(
    customerId: string,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ id: string; undo: EmailChangeUndo }> {
    assertStorable({ customer_id: customerId });
    const closed = await inTransaction(sharedContext, (transaction) =>
      closePendingEmailChange(transaction, customerId),
    );
    if (!closed?.isLive) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no change of email to cancel.");
    }
    return { id: closed.before.id, undo: { customer_id: customerId, before: [closed.before] } };
  }

  /** Takes back what a request, a claim or a cancellation did. May run twice. @returns the ids of rows that it left. */
  @InjectManager()
  async undoEmailChange(undo: EmailChangeUndo, @MedusaContext() sharedContext: Context = {}): Promise<string[]> {
    return await this.undoEmailChange_(undo, sharedContext);
  }

  @InjectTransactionManager()
  protected async undoEmailChange_(
    undo: EmailChangeUndo,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<string[]> {
    return await inTransaction(sharedContext, (transaction) => undoEmailChange(transaction, undo));
  }

  /** Marks the changes whose time has run out. @returns how many there were. */
  @InjectManager()
  async expireEmailChanges(@MedusaContext() sharedContext: Context = {}): Promise<number> {
    return await this.expireEmailChanges_(sharedContext);
  }

  @InjectTransactionManager()
  protected async expireEmailChanges_(@MedusaContext() sharedContext: Context = {}): Promise<number> {
    return await inTransaction(sharedContext, expireEmailChanges);
  }

  /** A change by its id, in whatever state, for the notices that a shop sends. @throws MedusaError (not_found) */
  @InjectManager()
  async retrieveEmailChange(id: string, @MedusaContext() sharedContext: Context = {}): Promise<EmailChange> {
    return await this.retrieveEmailChange_(id, sharedContext);
  }

  @InjectTransactionManager()
  protected async retrieveEmailChange_(id: string, @MedusaContext() sharedContext: Context = {}): Promise<EmailChange> {
    assertStorable({ id });
    const change = await inTransaction(sharedContext, (transaction) => findEmailChange(transaction, id));
    if (!change) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `Email change with id "${id}" not found`);
    }
    return change;
  }

  /** The change of a customer that waits for its confirmation, null when none does. */
  @InjectManager()
  async retrievePendingEmailChange(
    customerId: string,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<EmailChange | null> {
    return await this.retrievePendingEmailChange_(customerId, sharedContext);
  }

  @InjectTransactionManager()
  protected async retrievePendingEmailChange_(
    customerId: string,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<EmailChange | null> {
    assertStorable({ customer_id: customerId });
    const find = inTransaction(sharedContext, (transaction) => findPendingEmailChange(transaction, customerId));
    return (await find) ?? null;
  }
}

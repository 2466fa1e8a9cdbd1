import type { Context } from "@medusajs/framework/types";
import {
  EmitEvents,
  InjectManager,
  InjectTransactionManager,
  MedusaContext,
  MedusaError,
} from "@medusajs/framework/utils";
import { assertLength, assertStorable, EMAIL_MAX_LENGTH } from "../database/assert-storable";
import { createSecretToken, hashSecretToken } from "../database/secret-token";
import { CUSTOMER } from "../database/tables";
import { inTransaction } from "../database/transaction";
import { CustomerDuplicateFacade } from "../duplicates/duplicate-service";
import { assertEmailAddress, isEmailAddress } from "../emails/email-address";
import { normalizeEmail } from "../emails/normalize-email";
import type { ResolvedCustomersOptions } from "../options";
import { approveEmailChange, type EmailChangeApprovalUndo, undoEmailChangeApproval } from "./approve-email-change.sql";
import { closePendingEmailChange } from "./close-email-change.sql";
import { forgetEmailChanges } from "./delete-old-email-changes.sql";
import { type EmailChange, type EmailChangeRequester, notConfirmable } from "./email-change";
import { expireEmailChanges } from "./expire-email-changes.sql";
import { findEmailChange, findPendingEmailChange } from "./find-email-change.sql";
import { lockAsRequested } from "./lock-unchanged-customer.sql";
import { claimEmailChange } from "./redeem-email-change.sql";
import { requestEmailChange } from "./request-email-change.sql";
import { type EmailChangeUndo, undoEmailChange } from "./undo-email-change.sql";

export type EmailChangeRequest = {
  customer_id: string;
  email: string;
  requested_by: EmailChangeRequester;
  /** Whether it has to be approved at the old address before the new one is asked. */
  needs_approval?: boolean;
  /** Tells at the confirmation whether the login's password is still the same; a hash of what the Auth module keeps. */
  password_fingerprint?: string | null;
};

/** What one of the methods did, and how to take it back with `undoEmailChange`. */
export type EmailChangeDone = { change: EmailChange; undo: EmailChangeUndo };

/** The fingerprint is that of the request. */
export type EmailChangeTaken = EmailChangeDone & { password_fingerprint: string | null };

export type AppliedEmailChange = Pick<EmailChange, "id" | "customer_id" | "old_email" | "new_email">;

/** The settings that routes and workflows around an account go by; no secret is among them. */
export type AccountSettings = Pick<ResolvedCustomersOptions, "email_vouching_providers" | "guest_checkout">;

/** The part of the service that keeps changes of email until they are confirmed. */
export abstract class EmailChangeFacade extends CustomerDuplicateFacade {
  accountSettings(): AccountSettings {
    const { email_vouching_providers, guest_checkout } = this.options_;
    return { email_vouching_providers, guest_checkout };
  }

  /**
   * The address as this store keeps it.
   *
   * @throws MedusaError (invalid_data) for a text that is no email by the store's rule, and for a blank or too long one.
   */
  storedSpelling(email: string): string {
    assertStorable({ email });
    assertLength(email, "email", EMAIL_MAX_LENGTH);
    const stored = normalizeEmail(email, this.options_.email_normalization);
    if (stored === null) {
      throw new MedusaError(MedusaError.Types.INVALID_DATA, 'The field "email" is blank. Give an address.');
    }
    assertEmailAddress(stored);
    return stored;
  }

  /**
   * Writes down a change of email until it is confirmed; one that waits already is replaced. Whether somebody else has
   * the address is not looked at here.
   *
   * @returns the change, the token of its next step, which exists nowhere else, and how to undo both. The token is for the
   * old address when the change needs approval there, else for the new one.
   * @throws MedusaError (not_found, not_allowed, invalid_data) for an unknown customer, a guest, the email they have, or
   * a customer who has asked five times within the hour.
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
    { customer_id, email, requested_by, needs_approval = false, password_fingerprint = null }: EmailChangeRequest,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<EmailChangeDone & { token: string }> {
    assertStorable({ customer_id });
    const { token, hash } = createSecretToken();
    // Until the approval the new address has no token: the hash in its place is that of one which is kept by nobody.
    const hashes = needs_approval
      ? { approval_token_hash: hash, token_hash: createSecretToken().hash }
      : { approval_token_hash: null, token_hash: hash };
    const { change, replaced } = await inTransaction(sharedContext, (transaction) =>
      requestEmailChange(transaction, {
        ...{ customer_id, requested_by, new_email: this.storedSpelling(email) },
        ...{ ...hashes, password_fingerprint, ttl_minutes: this.options_.email_change_ttl_minutes },
      }),
    );
    return { change, token, undo: { customer_id, created: change.id, before: replaced } };
  }

  /**
   * Approves a change with the token that went to the old address, once.
   *
   * @returns the change, the token for the new address, which exists nowhere else, and how to undo both.
   * @throws MedusaError (not_found), in the same words whatever the reason.
   */
  @InjectManager()
  async approveEmailChange(
    token: string,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ change: EmailChange; token: string; undo: EmailChangeApprovalUndo }> {
    return await this.approveEmailChange_(token, sharedContext);
  }

  @InjectTransactionManager()
  protected async approveEmailChange_(
    approvalToken: string,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<{ change: EmailChange; token: string; undo: EmailChangeApprovalUndo }> {
    const { token, hash } = createSecretToken();
    const hashes = { approval_token_hash: hashSecretToken(approvalToken), token_hash: hash };
    const approved = await inTransaction(sharedContext, (transaction) => approveEmailChange(transaction, hashes));
    return { ...approved, token };
  }

  /** Takes back what an approval did. May run twice. @returns the ids of rows that it left. */
  @InjectManager()
  async undoEmailChangeApproval(
    undo: EmailChangeApprovalUndo,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<string[]> {
    return await this.undoEmailChangeApproval_(undo, sharedContext);
  }

  @InjectTransactionManager()
  protected async undoEmailChangeApproval_(
    undo: EmailChangeApprovalUndo,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<string[]> {
    return await inTransaction(sharedContext, (transaction) => undoEmailChangeApproval(transaction, undo));
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
  ): Promise<EmailChangeTaken> {
    return await this.claimEmailChange_(claim, sharedContext);
  }

  @InjectTransactionManager()
  protected async claimEmailChange_(
    { token, customer_id }: { token: string; customer_id?: string },
    @MedusaContext() sharedContext: Context = {},
  ): Promise<EmailChangeTaken> {
    const { change, password_fingerprint, before } = await inTransaction(sharedContext, (transaction) =>
      claimEmailChange(transaction, { token_hash: hashSecretToken(token), customer_id }),
    );
    return { change, password_fingerprint, undo: { customer_id: change.customer_id, before: [before] } };
  }

  /**
   * Gives the customer the email of a change that was claimed, if theirs is still the one that they had at the request,
   * and the account has not taken over another record since.
   *
   * @throws MedusaError (not_found), as every confirmation that fails; (duplicate) when the email is another's by now.
   */
  @InjectManager()
  @EmitEvents()
  async applyEmailChange(change: AppliedEmailChange, @MedusaContext() sharedContext: Context = {}): Promise<void> {
    await this.applyEmailChange_(change, sharedContext);
  }

  @InjectTransactionManager()
  protected async applyEmailChange_(
    change: AppliedEmailChange,
    @MedusaContext() sharedContext: Context = {},
  ): Promise<void> {
    const isLocked = await inTransaction(sharedContext, (transaction) => lockAsRequested(transaction, change));
    if (!isLocked || !isEmailAddress(change.new_email)) {
      throw notConfirmable();
    }
    const { customer_id, new_email } = change;
    await this.updateRows_(CUSTOMER, { idsOrSelector: customer_id, fields: { email: new_email } }, sharedContext);
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

  /** Deletes changes that ended 90 days ago or longer. @returns how many: at most 1,000, the oldest first. */
  @InjectManager()
  async forgetEmailChanges(@MedusaContext() sharedContext: Context = {}): Promise<number> {
    return await this.forgetEmailChanges_(sharedContext);
  }

  @InjectTransactionManager()
  protected async forgetEmailChanges_(@MedusaContext() sharedContext: Context = {}): Promise<number> {
    return await inTransaction(sharedContext, forgetEmailChanges);
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

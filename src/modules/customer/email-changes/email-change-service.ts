import type { Context } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { notFoundError } from "../../../shared/errors";
import { assertStorable } from "../database/assert-storable";
import type { ModuleCore } from "../database/module-core";
import type { RowWriter } from "../database/row-writer";
import { createSecretToken, hashSecretToken } from "../database/secret-token";
import type { RestoredSnapshots, SnapshotService } from "../database/snapshot-service";
import { CUSTOMER } from "../database/tables";
import type { RowSnapshot } from "../database/take-snapshot.sql";
import type { EmailService } from "../emails/email-service";
import { isEmail } from "../emails/read-email";
import { approveEmailChange, type EmailChangeApprovalUndo, undoEmailChangeApproval } from "./approve-email-change.sql";
import { closePendingEmailChange } from "./close-pending-email-change.sql";
import { isEmailChangeComplete } from "./complete-email-change.sql";
import { deleteOldEmailChanges } from "./delete-old-email-changes.sql";
import {
  type ConfirmableEmailChange,
  type EmailChange,
  type EmailChangeRequester,
  notConfirmableError,
} from "./email-change";
import { expireEmailChanges } from "./expire-email-changes.sql";
import { findEmailChange, findPendingEmailChange } from "./find-email-change.sql";
import { lockUnchangedCustomer } from "./lock-unchanged-customer.sql";
import { findRedeemableEmailChange, redeemEmailChange } from "./redeem-email-change.sql";
import { requestEmailChange } from "./request-email-change.sql";
import { type EmailChangeUndo, undoEmailChange } from "./undo-email-change.sql";

export type EmailChangeRequest = {
  customer_id: string;
  email: string;
  requested_by: EmailChangeRequester;
  /** Whether the old email has to approve the change before the new one gets a token. */
  needs_approval?: boolean;
  /**
   * A hash of the Auth module's password hash: the confirmation compares it, to see whether the password is still the same.
   */
  password_fingerprint?: string | null;
};

/** A change, and how to undo the method with `undo`. */
type EmailChangeDone = { change: EmailChange; undo: EmailChangeUndo };

/** A change whose token was redeemed. */
type RedeemedEmailChange = EmailChangeDone & ConfirmableEmailChange;

/** What `redeemAndApply` changed: the customer as before, and the change. */
export type EmailChangeApplicationUndo = {
  change: Pick<EmailChange, "new_email">;
  snapshots: RowSnapshot[];
  undo: EmailChangeUndo;
};

export type AppliedEmailChange = Pick<EmailChange, "id" | "customer_id" | "old_email" | "new_email">;

/** A change that was approved, the token for the new email, and how to undo both. */
type ApprovedEmailChange = { change: EmailChange; token: string; undo: EmailChangeApprovalUndo };

/** Stores changes of email until they are confirmed, and applies them. */
export class EmailChangeService {
  constructor(
    private readonly core: ModuleCore,
    private readonly rows: RowWriter,
    private readonly emails: EmailService,
    private readonly snapshots: SnapshotService,
  ) {}

  /**
   * Stores a change of email until it is confirmed; it replaces a pending one.
   *
   * It does not check whether another customer has the email.
   *
   * @returns the change, the token of its next step, which is not stored anywhere, and how to undo both. The token is for
   * the old email if that has to approve the change, else for the new one.
   * @throws MedusaError (not_found, not_allowed, invalid_data) for an unknown customer, a guest, the email they have, or a
   * customer who has asked five times within the hour.
   */
  async request(
    { customer_id, email, requested_by, needs_approval = false, password_fingerprint = null }: EmailChangeRequest,
    sharedContext: Context = {},
  ): Promise<EmailChangeDone & { token: string }> {
    assertStorable({ customer_id });
    const { token, hash } = createSecretToken();
    // Until the approval the new email has no token: the hash in its place is of a token that is dropped here.
    const hashes = needs_approval
      ? { approval_token_hash: hash, token_hash: createSecretToken().hash }
      : { approval_token_hash: null, token_hash: hash };
    const { change, replaced } = await this.core.transaction(sharedContext, (transaction) =>
      requestEmailChange(transaction, {
        ...{ customer_id, requested_by, new_email: this.emails.normalize(email) },
        ...{ ...hashes, password_fingerprint, ttl_minutes: this.core.options.email_change_ttl_minutes },
      }),
    );
    return { change, token, undo: { customer_id, created: change.id, before: replaced } };
  }

  /**
   * Approves a change with the token that was sent to the old email, once.
   *
   * @returns the change and the token for the new email, which is not stored anywhere.
   * @throws MedusaError (not_found), with the same message for every reason.
   */
  async approve(approvalToken: string, sharedContext: Context = {}): Promise<ApprovedEmailChange> {
    const { token, hash } = createSecretToken();
    const hashes = { approval_token_hash: hashSecretToken(approvalToken), token_hash: hash };
    const approved = await this.core.transaction(sharedContext, (transaction) =>
      approveEmailChange(transaction, hashes),
    );
    return { ...approved, token };
  }

  /** Undoes `approve`. Idempotent. @returns the ids of rows that it did not revert. */
  async undoApproval(undo: EmailChangeApprovalUndo, sharedContext: Context = {}): Promise<string[]> {
    return await this.core.transaction(sharedContext, (transaction) => undoEmailChangeApproval(transaction, undo));
  }

  /**
   * Redeems the token of a change, once.
   *
   * With a customer id the change must be that customer's; without one only a change that an admin requested is found.
   *
   * @throws MedusaError (not_found), with the same message for every reason.
   */
  async redeem(
    { token, customer_id }: { token: string; customer_id?: string },
    sharedContext: Context = {},
  ): Promise<RedeemedEmailChange> {
    const redeemed = await this.core.transaction(sharedContext, (transaction) =>
      redeemEmailChange(transaction, { token_hash: hashSecretToken(token), customer_id }),
    );
    const { change, password_fingerprint, before } = redeemed;
    return { change, password_fingerprint, undo: { customer_id: change.customer_id, before: [before] } };
  }

  /**
   * Writes the email of a redeemed change, if the customer still has the email of the request.
   *
   * Nor is it written if the account has taken over another record since.
   *
   * @throws MedusaError (not_found), as for every failed confirmation; (duplicate) when another customer has the email
   * meanwhile.
   */
  async apply(change: AppliedEmailChange, sharedContext: Context = {}): Promise<void> {
    await this.core.transaction(sharedContext, async (transaction, context) => {
      if (!(await lockUnchangedCustomer(transaction, change)) || !isEmail(change.new_email)) {
        throw notConfirmableError();
      }
      const { customer_id, new_email } = change;
      await this.rows.update(CUSTOMER, { idsOrSelector: customer_id, fields: { email: new_email } }, context);
    });
  }

  /**
   * Finds the change of a token with the fingerprint of the password; redeems nothing.
   *
   * @throws MedusaError (not_found), as `redeem`.
   */
  async findRedeemable(
    { token, customer_id }: { token: string; customer_id?: string },
    sharedContext: Context = {},
  ): Promise<ConfirmableEmailChange> {
    const redemption = { token_hash: hashSecretToken(token), customer_id };
    return await findRedeemableEmailChange(this.core.connection(sharedContext), redemption);
  }

  /** `redeem` and `apply` in one transaction. `snapshots`: the customer as before, to undo the second. */
  async redeemAndApply(
    redemption: { token: string; customer_id?: string },
    sharedContext: Context = {},
  ): Promise<RedeemedEmailChange & { snapshots: RowSnapshot[] }> {
    return await this.core.transaction(sharedContext, async (_, context) => {
      const redeemed = await this.redeem(redemption, context);
      const snapshots = await this.snapshots.takeCustomers(redeemed.change.customer_id, context);
      await this.apply(redeemed.change, context);
      return { ...redeemed, snapshots };
    });
  }

  /**
   * Undoes `redeemAndApply` in one transaction, unless another process has completed the change. Idempotent.
   *
   * @returns the ids of the customers and changes that it did not revert.
   */
  async undoRedeemAndApply(
    { change, snapshots, undo }: EmailChangeApplicationUndo,
    sharedContext: Context = {},
  ): Promise<Pick<RestoredSnapshots, "notRestored"> & { changes: string[] }> {
    return await this.core.transaction(sharedContext, async (transaction, context) => {
      const changes = await this.undo(undo, context);
      if (changes.length && (await isEmailChangeComplete(transaction, changes[0]))) {
        return { notRestored: [undo.customer_id], changes };
      }
      const written = { email: change.new_email };
      const { notRestored } = await this.snapshots.restoreCustomers(snapshots, written, context);
      return { notRestored, changes };
    });
  }

  /** Ends the pending change of a customer. @throws MedusaError (not_found) when there is none. */
  async cancel(customerId: string, sharedContext: Context = {}): Promise<{ id: string; undo: EmailChangeUndo }> {
    assertStorable({ customer_id: customerId });
    return await this.core.transaction(sharedContext, async (transaction) => {
      const closed = await closePendingEmailChange(transaction, customerId);
      if (!closed?.isLive) {
        throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no change of email to cancel.");
      }
      return { id: closed.before.id, undo: { customer_id: customerId, before: [closed.before] } };
    });
  }

  /** Undoes `request`, `redeem` or `cancel`. Idempotent. @returns the ids of rows that it did not revert. */
  async undo(undo: EmailChangeUndo, sharedContext: Context = {}): Promise<string[]> {
    return await this.core.transaction(sharedContext, (transaction) => undoEmailChange(transaction, undo));
  }

  /** Marks expired changes. @returns the number. */
  async expire(sharedContext: Context = {}): Promise<number> {
    return await this.core.transaction(sharedContext, expireEmailChanges);
  }

  /**
   * Deletes changes that ended 90 days ago or longer, but none that was confirmed while the last invitation of its account
   * is not accepted. @returns the number: at most 1,000, the oldest first.
   */
  async deleteOld(sharedContext: Context = {}): Promise<number> {
    return await this.core.transaction(sharedContext, deleteOldEmailChanges);
  }

  /** Returns a change in any state, for the notices that a shop sends. @throws MedusaError (not_found) */
  async retrieve(id: string, sharedContext: Context = {}): Promise<EmailChange> {
    assertStorable({ id });
    const change = await this.core.transaction(sharedContext, (transaction) => findEmailChange(transaction, id));
    if (!change) {
      throw notFoundError("Email change", id);
    }
    return change;
  }

  /** Returns the pending change of a customer; null when there is none. */
  async retrievePending(customerId: string, sharedContext: Context = {}): Promise<EmailChange | null> {
    assertStorable({ customer_id: customerId });
    const find = this.core.transaction(sharedContext, (transaction) => findPendingEmailChange(transaction, customerId));
    return (await find) ?? null;
  }
}

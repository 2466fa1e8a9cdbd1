import type { Context } from "@medusajs/framework/types";
import { assertStorable } from "../database/assert-storable";
import type { ModuleCore } from "../database/module-core";
import type { RowWriter } from "../database/row-writer";
import { CUSTOMER } from "../database/tables";
import { closeUnfinishedEmailChange } from "./close-unfinished-email-change.sql";
import {
  completeEmailChange,
  type EmailChangeCompletionUndo,
  isEmailChangeComplete,
  undoEmailChangeCompletion,
} from "./complete-email-change.sql";
import { type ConfirmableEmailChange, notConfirmableError } from "./email-change";
import {
  findUnfinishedEmailChange,
  listUnfinishedEmailChanges,
  type UnfinishedEmailChange,
} from "./list-unfinished-email-changes.sql";

/**
 * How an unfinished change was closed: `reverted`, the customer has the old email again; `old_email_taken`, another customer
 * has it; `other_email`, the customer is deleted or has a third one.
 */
export type EmailChangeClosing = "reverted" | "old_email_taken" | "other_email";

/**
 * Ends confirmed changes of email. The customer has the new email then; login, verification and hooks follow, and a process
 * may die before they have.
 */
export class UnfinishedEmailChangeService {
  constructor(
    private readonly core: ModuleCore,
    private readonly rows: RowWriter,
  ) {}

  /**
   * Marks a redeemed change as complete: login, verification and hooks have followed. Idempotent.
   *
   * @returns how to undo it; null when another process has completed it.
   * @throws MedusaError (not_found) when it was closed or undone meanwhile.
   */
  async complete(id: string, sharedContext: Context = {}): Promise<EmailChangeCompletionUndo | null> {
    return await this.core.transaction(sharedContext, (transaction) => completeEmailChange(transaction, id));
  }

  /** Whether a change is confirmed and complete. */
  async isComplete(id: string, sharedContext: Context = {}): Promise<boolean> {
    return await isEmailChangeComplete(this.core.connection(sharedContext), id);
  }

  /** Undoes `complete`. Idempotent. */
  async undoCompletion(undo: EmailChangeCompletionUndo, sharedContext: Context = {}): Promise<void> {
    await this.core.transaction(sharedContext, (transaction) => undoEmailChangeCompletion(transaction, undo));
  }

  /**
   * Lists a page of changes that were confirmed two minutes ago or earlier and are not complete: their process has died.
   *
   * @param after the last one of the page before.
   */
  async list(
    page: { after: UnfinishedEmailChange | null; limit: number },
    sharedContext: Context = {},
  ): Promise<UnfinishedEmailChange[]> {
    return await listUnfinishedEmailChanges(this.core.connection(sharedContext), page);
  }

  /** Returns an unfinished change. @throws MedusaError (not_found) also when the customer has not the new email. */
  async retrieve(id: string, sharedContext: Context = {}): Promise<ConfirmableEmailChange> {
    assertStorable({ id });
    const found = await findUnfinishedEmailChange(this.core.connection(sharedContext), id);
    if (!found) {
      throw notConfirmableError();
    }
    return found;
  }

  /**
   * Cancels an unfinished change, and gives the customer the old email back in the same transaction.
   *
   * @returns null when the change is complete or closed already.
   */
  async close(
    id: string,
    sharedContext: Context = {},
  ): Promise<{ customer_id: string; closing: EmailChangeClosing } | null> {
    return await this.core.transaction(sharedContext, async (transaction, context) => {
      const closed = await closeUnfinishedEmailChange(transaction, id);
      if (!closed) {
        return null;
      }
      const { customer_id, old_email, has_new_email, is_old_taken } = closed;
      if (!has_new_email || is_old_taken) {
        return { customer_id, closing: has_new_email ? "old_email_taken" : "other_email" };
      }
      await this.rows.update(CUSTOMER, { idsOrSelector: customer_id, fields: { email: old_email } }, context);
      return { customer_id, closing: "reverted" };
    });
  }
}

import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { notConfirmableError } from "../../../modules/customer/email-changes/email-change";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { isAlreadyExists } from "../../../shared/errors";
import { logNotReverted } from "../../../shared/log-not-reverted";
import { throughLostConnection } from "../../../shared/through-lost-connection";

const redeemEmailChangeStepId = "customers-redeem-email-change-step";

export type RedeemEmailChangeInput =
  | {
      token: string;
      /** The customer who is logged in. Without one only an admin's request can be confirmed. */
      customer_id?: string;
    }
  | {
      /** The id of a change whose token is redeemed and whose process has died: its confirmation is resumed. */
      unfinished_id: string;
    };

/**
 * Redeems the token of a change, so that no other caller can, and writes the customer's new email in the same transaction: a
 * process that dies leaves a confirmed change with its email, or a pending one.
 *
 * Writes nothing when a confirmation is resumed.
 *
 * Compensation restores the customer exactly, `updated_at` included, and makes the change pending again in the same
 * transaction, unless the customer has requested another one since or the change is complete. Idempotent. A row that another caller changed meanwhile
 * is not overwritten: its id is logged. A resumed confirmation stays as it is.
 *
 * @throws MedusaError (not_found), as for every failed confirmation.
 */
export const redeemEmailChangeStep = createStep(
  redeemEmailChangeStepId,
  async (input: RedeemEmailChangeInput, { container, eventGroupId }) => {
    const { emailChanges, unfinishedEmailChanges } = resolveCustomerModule(container);
    if ("unfinished_id" in input) {
      const { change, password_fingerprint } = await unfinishedEmailChanges.retrieve(input.unfinished_id);
      return new StepResponse({ change, password_fingerprint, is_resumed: true }, null);
    }
    try {
      const redeemed = await emailChanges.redeemAndApply(input, { eventGroupId });
      const { change, password_fingerprint, undo, snapshots } = redeemed;
      return new StepResponse({ change, password_fingerprint, is_resumed: false }, { change, undo, snapshots });
    } catch (error) {
      throw isAlreadyExists(error) ? notConfirmableError() : error;
    }
  },
  async (kept, { container, eventGroupId }) => {
    if (!kept) {
      return;
    }
    const { emailChanges } = resolveCustomerModule(container);
    const undone = await throughLostConnection(() => emailChanges.undoRedeemAndApply(kept, { eventGroupId }));
    logNotReverted(container, "customers", undone.notRestored);
    logNotReverted(container, "changes of email", undone.changes);
  },
);

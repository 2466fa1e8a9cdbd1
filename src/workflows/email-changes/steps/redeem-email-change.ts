import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { notConfirmableError } from "../../../modules/customer/email-changes/email-change";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { isAlreadyExists } from "../../../shared/errors";
import { throughLostConnection } from "../../../shared/through-lost-connection";
import { restoreSnapshots } from "../../restore-snapshots";
import { undoEmailChange } from "../undo-email-change";

const redeemEmailChangeStepId = "customers-redeem-email-change-step";

export type RedeemEmailChangeInput = {
  token: string;
  /** The customer who is logged in. Without one only an admin's request can be confirmed. */
  customer_id?: string;
};

/**
 * Redeems the token of a change, so that no other caller can, and writes the customer's new email in the same transaction: a
 * process that dies leaves a confirmed change with its email, or a pending one.
 *
 * Compensation restores the row exactly, `updated_at` included, and makes the change pending again, unless the customer has
 * requested another one since. Idempotent. A row that another caller changed meanwhile is not overwritten: its id is logged.
 *
 * @throws MedusaError (not_found), as for every failed confirmation.
 */
export const redeemEmailChangeStep = createStep(
  redeemEmailChangeStepId,
  async ({ token, customer_id }: RedeemEmailChangeInput, { container, eventGroupId }) => {
    const { emailChanges } = resolveCustomerModule(container);
    try {
      const redeemed = await emailChanges.redeemAndApply({ token, customer_id }, { eventGroupId });
      const { change, password_fingerprint, undo, snapshots } = redeemed;
      const kept = { undo, snapshots, update: { email: change.new_email } };
      return new StepResponse({ change, password_fingerprint }, kept);
    } catch (error) {
      throw isAlreadyExists(error) ? notConfirmableError() : error;
    }
  },
  async (kept, { container, eventGroupId }) => {
    await throughLostConnection(() =>
      restoreSnapshots(container, "customers", kept, (service, { snapshots, update }) =>
        service.snapshots.restoreCustomers(snapshots, update, { eventGroupId }),
      ),
    );
    await throughLostConnection(() => undoEmailChange(kept?.undo, { container }));
  },
);

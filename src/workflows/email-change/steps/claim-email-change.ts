import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../customer-module";
import { reportLeft } from "../report-left";

export const claimEmailChangeStepId = "customers-claim-email-change";

export type ClaimEmailChangeInput = {
  token: string;
  /** Who is logged in. Without it only what an admin requested can be confirmed. */
  customer_id?: string;
};

/**
 * Takes the change that the token stands for, so that nobody else can.
 *
 * Compensation lets it wait again, unless the customer has asked for another one since.
 */
export const claimEmailChangeStep = createStep(
  claimEmailChangeStepId,
  async ({ token, customer_id }: ClaimEmailChangeInput, { container }) => {
    const { change, undo } = await resolveCustomerModule(container).claimEmailChange({ token, customer_id });
    return new StepResponse(change, undo);
  },
  async (undo, { container }) => {
    if (undo) {
      reportLeft(container, "changes of email", await resolveCustomerModule(container).undoEmailChange(undo));
    }
  },
);

import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { EmailChange } from "../../../modules/customer/domain/email-change";
import { resolveCustomerModule } from "../../customer-module";
import { reportLeft } from "../../report-left";

export const writeNewEmailStepId = "customers-write-new-email";

export type WriteNewEmailInput = Pick<EmailChange, "customer_id" | "old_email" | "new_email">;

/**
 * Writes the customer's new email, if the customer has the old one still: what an admin set in between stays.
 *
 * Compensation puts the row back exactly as it was, `updated_at` included; it may run twice. A row that somebody else
 * changed in the meantime is not overwritten: its id is logged.
 *
 * @throws MedusaError (not_found), as every confirmation that fails.
 */
export const writeNewEmailStep = createStep(
  writeNewEmailStepId,
  async (change: WriteNewEmailInput, { container }) => {
    const service = resolveCustomerModule(container);
    const snapshots = await service.snapshotCustomers(change.customer_id);
    await service.applyEmailChange(change);
    return new StepResponse(undefined, { snapshots, update: { email: change.new_email } });
  },
  async (kept, { container }) => {
    if (kept?.snapshots.length) {
      const service = resolveCustomerModule(container);
      const { refused } = await service.restoreCustomerSnapshots(kept.snapshots, kept.update);
      reportLeft(container, "customers", refused);
    }
  },
);

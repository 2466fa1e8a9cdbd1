import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { AppliedEmailChange } from "../../../modules/customer/email-changes/email-change-service";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { restoreSnapshots } from "../../restore-snapshots";

const writeNewEmailStepId = "customers-write-new-email-step";

export type WriteNewEmailInput = AppliedEmailChange;

/**
 * Writes the customer's new email, if the customer still has the old one.
 *
 * An email that an admin set in between stays. Nor is it written when a merge has run in between.
 *
 * Compensation restores the row exactly, `updated_at` included. Idempotent. A row that another caller changed meanwhile is
 * not overwritten: its id is logged.
 *
 * @throws MedusaError (not_found), as for every failed confirmation.
 */
export const writeNewEmailStep = createStep(
  writeNewEmailStepId,
  async (change: WriteNewEmailInput, { container, eventGroupId }) => {
    const service = resolveCustomerModule(container);
    const snapshots = await service.snapshots.takeCustomers(change.customer_id);
    await service.emailChanges.apply(change, { eventGroupId });
    return new StepResponse(undefined, { snapshots, update: { email: change.new_email } });
  },
  async (kept, { container, eventGroupId }) => {
    await restoreSnapshots(container, "customers", kept, (service, { snapshots, update }) =>
      service.snapshots.restoreCustomers(snapshots, update, { eventGroupId }),
    );
  },
);

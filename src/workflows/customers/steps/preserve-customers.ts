import type { CustomerUpdatableFields, FilterableCustomerProps } from "@medusajs/framework/types";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { logNotReverted } from "../../../shared/log-not-reverted";

export const preserveCustomersStepId = "customers-preserve-customers-step";

export type PreserveCustomersInput = {
  /** The customers that the steps after this one will update, */
  selector: FilterableCustomerProps;
  /** and the fields they will be given. */
  update: CustomerUpdatableFields;
};

/**
 * Writes nothing; keeps the rows that later steps update, whole.
 *
 * Compensation puts each row back exactly as it was, whatever those steps' own compensation made of it, `updated_at`
 * included; it may run twice. A row that somebody else changed in the meantime is not overwritten: its id is logged.
 * The compensation of those steps runs first, though: a change by somebody else to a field that core's update step also
 * wrote is undone by core's own rollback before this one looks.
 */
export const preserveCustomersStep = createStep(
  preserveCustomersStepId,
  async ({ selector, update }: PreserveCustomersInput, { container }) => {
    const snapshots = await resolveCustomerModule(container).snapshots.takeCustomers(selector);
    return new StepResponse(undefined, { snapshots, update });
  },
  async (kept, { container, eventGroupId }) => {
    if (!kept?.snapshots.length) {
      return;
    }
    const { snapshots } = resolveCustomerModule(container);
    const { refused } = await snapshots.restoreCustomers(kept.snapshots, kept.update, { eventGroupId });
    logNotReverted(container, "customers", refused);
  },
);

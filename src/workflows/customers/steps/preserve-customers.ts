import type { CustomerUpdatableFields, FilterableCustomerProps } from "@medusajs/framework/types";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { logNotReverted } from "../../../shared/log-not-reverted";

export const preserveCustomersStepId = "customers-preserve-customers-step";

export type PreserveCustomersInput = {
  /** The customers that later steps update. */
  selector: FilterableCustomerProps;
  /** The fields that they write. */
  update: CustomerUpdatableFields;
};

/**
 * Keeps the whole rows that later steps update. Writes nothing.
 *
 * It holds every match in memory, as core's own update step does and as the response of its workflow does: the caller
 * bounds the selector.
 *
 * Compensation restores each row exactly, `updated_at` included. Idempotent. A row that another caller changed meanwhile is
 * not overwritten: its id is logged. The compensation of the later steps runs first: core's rollback overwrites another
 * caller's change of a field that core's update step also wrote, before this step can compare.
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

import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { CustomerUpdate } from "../../../modules/customer/batches/assert-customers-batch";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { logNotReverted } from "../../../shared/log-not-reverted";

export const updateEachCustomerStepId = "customers-update-each-customer-step";

/**
 * Updates customers, each with its own fields, all or none.
 *
 * Returns them in the order given, and the ids of those that changed, for events.
 *
 * Compensation restores each row exactly, `updated_at` included. Idempotent. A row that another caller changed meanwhile is
 * not overwritten: its id is logged.
 */
export const updateEachCustomerStep = createStep(
  updateEachCustomerStepId,
  async (updates: CustomerUpdate[], { container, eventGroupId }) => {
    const service = resolveCustomerModule(container);
    const snapshots = await service.snapshots.takeCustomers(updates.map(({ id }) => id));
    const { customers, changedIds } = await service.batches.updateEachAndCompare(updates, { eventGroupId });
    return new StepResponse({ customers, changed_ids: changedIds }, { snapshots, updates });
  },
  async (done, { container, eventGroupId }) => {
    if (!done?.snapshots.length) {
      return;
    }
    const { batches } = resolveCustomerModule(container);
    const { refused } = await batches.undoUpdates(done.snapshots, done.updates, { eventGroupId });
    logNotReverted(container, "customers", refused);
  },
);

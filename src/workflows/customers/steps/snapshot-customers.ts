import type { CustomerUpdatableFields, FilterableCustomerProps } from "@medusajs/framework/types";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { restoreSnapshots } from "../../restore-snapshots";

export const snapshotCustomersStepId = "customers-snapshot-customers-step";

export type SnapshotCustomersInput = {
  /** The customers that later steps update. */
  selector: FilterableCustomerProps;
  /** The fields that they write. */
  update: CustomerUpdatableFields;
};

/**
 * Takes snapshots of the customers that later steps update. Writes nothing.
 *
 * The step holds every match in memory, as core's update step does: the caller bounds the selector.
 *
 * Compensation restores each row exactly, `updated_at` included. Idempotent. A row that another caller changed meanwhile is
 * not overwritten: its id is logged. The compensation of the later steps runs first: core's rollback overwrites another
 * caller's change of a field that core's update step also wrote, before this step can compare.
 */
export const snapshotCustomersStep = createStep(
  snapshotCustomersStepId,
  async ({ selector, update }: SnapshotCustomersInput, { container }) => {
    const snapshots = await resolveCustomerModule(container).snapshots.takeCustomers(selector);
    return new StepResponse(undefined, { snapshots, update });
  },
  async (kept, { container, eventGroupId }) => {
    await restoreSnapshots(container, "customers", kept, (service, { snapshots, update }) =>
      service.snapshots.restoreCustomers(snapshots, update, { eventGroupId }),
    );
  },
);

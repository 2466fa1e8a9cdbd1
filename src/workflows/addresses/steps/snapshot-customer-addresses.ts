import type { FilterableCustomerAddressProps, UpdateCustomerAddressDTO } from "@medusajs/framework/types";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { restoreSnapshots } from "../../restore-snapshots";

export const snapshotCustomerAddressesStepId = "customers-snapshot-customer-addresses-step";

export type SnapshotCustomerAddressesInput = {
  /** The addresses that later steps update. */
  selector: FilterableCustomerAddressProps;
  /** The fields that they write. */
  update: UpdateCustomerAddressDTO;
};

/** Takes snapshots of the addresses that later steps update, as `snapshotCustomersStep` does. */
export const snapshotCustomerAddressesStep = createStep(
  snapshotCustomerAddressesStepId,
  async ({ selector, update }: SnapshotCustomerAddressesInput, { container }) => {
    const snapshots = await resolveCustomerModule(container).snapshots.takeAddresses(selector);
    return new StepResponse(snapshots, { snapshots, update });
  },
  async (kept, { container, eventGroupId }) => {
    await restoreSnapshots(container, "addresses", kept, (service, { snapshots, update }) =>
      service.snapshots.restoreAddresses(snapshots, update, { eventGroupId }),
    );
  },
);

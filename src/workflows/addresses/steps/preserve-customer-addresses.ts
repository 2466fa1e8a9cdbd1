import type { FilterableCustomerAddressProps, UpdateCustomerAddressDTO } from "@medusajs/framework/types";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { logNotReverted } from "../../../shared/log-not-reverted";

export const preserveCustomerAddressesStepId = "customers-preserve-customer-addresses-step";

export type PreserveCustomerAddressesInput = {
  /** The addresses that later steps update. */
  selector: FilterableCustomerAddressProps;
  /** The fields that they write. */
  update: UpdateCustomerAddressDTO;
};

/** Keeps addresses that later steps update, as `preserveCustomersStep` does. */
export const preserveCustomerAddressesStep = createStep(
  preserveCustomerAddressesStepId,
  async ({ selector, update }: PreserveCustomerAddressesInput, { container }) => {
    const snapshots = await resolveCustomerModule(container).snapshots.takeAddresses(selector);
    return new StepResponse(snapshots, { snapshots, update });
  },
  async (kept, { container, eventGroupId }) => {
    if (!kept?.snapshots.length) {
      return;
    }
    const service = resolveCustomerModule(container);
    const { refused } = await service.snapshots.restoreAddresses(kept.snapshots, kept.update, { eventGroupId });
    logNotReverted(container, "addresses", refused);
  },
);

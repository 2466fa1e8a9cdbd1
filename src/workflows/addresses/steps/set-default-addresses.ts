import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { AddressPurpose, ChangedAddress } from "../../../modules/customer/addresses/set-default-address.sql";
import { resolveCustomerModule } from "../../../shared/customer-module";

export const setDefaultAddressesStepId = "customers-set-default-addresses-step";

/** One swap: the address that is to be the customer's default for the purpose. */
export type DefaultAddressChange = { customerId: string; addressId: string; purpose: AddressPurpose };

/**
 * Makes addresses the defaults of their customers, each swap in one statement (`setDefaultAddress`).
 *
 * Compensation undoes the swaps, last first, times included; where somebody else has moved the mark on since, it stays
 * there. It may run twice.
 */
export const setDefaultAddressesStep = createStep(
  setDefaultAddressesStepId,
  async (changes: DefaultAddressChange[], { container }) => {
    const service = resolveCustomerModule(container);
    const done: { change: DefaultAddressChange; before: ChangedAddress[] }[] = [];
    try {
      for (const change of changes) {
        const before = await service.setDefaultAddress(change.customerId, change.addressId, change.purpose);
        done.push({ change, before });
      }
    } catch (error) {
      // A step that fails is not compensated with what it had done so far.
      for (const { change, before } of done.reverse()) {
        await service.undoDefaultAddress(change, before);
      }
      throw error;
    }
    return new StepResponse(undefined, done);
  },
  async (done, { container }) => {
    const service = resolveCustomerModule(container);
    for (const { change, before } of [...(done ?? [])].reverse()) {
      await service.undoDefaultAddress(change, before);
    }
  },
);

import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { AddressPurpose, ChangedAddress } from "../../../modules/customer/addresses/set-default-address.sql";
import { resolveCustomerModule } from "../../../shared/customer-module";

export const setDefaultAddressesStepId = "customers-set-default-addresses-step";

/** An address that becomes the customer's default for the purpose. */
export type DefaultAddressChange = { customerId: string; addressId: string; purpose: AddressPurpose };

/**
 * Makes addresses the defaults of their customers, each in one statement (`setDefaultAddress`).
 *
 * Compensation undoes the changes, last first, times included; a mark that another caller has moved since stays there.
 * Idempotent.
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
      // Medusa does not compensate a step that fails: it undoes its own changes.
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

import type { FilterableCustomerAddressProps, Logger, UpdateCustomerAddressDTO } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../customer-module";

export const preserveCustomerAddressesStepId = "customers-preserve-customer-addresses";

export type PreserveCustomerAddressesInput = {
  /** The addresses that the steps after this one will update, */
  selector: FilterableCustomerAddressProps;
  /** and the fields they will be given. */
  update: UpdateCustomerAddressDTO;
};

/** As `preserveCustomersStep`, for addresses. */
export const preserveCustomerAddressesStep = createStep(
  preserveCustomerAddressesStepId,
  async ({ selector, update }: PreserveCustomerAddressesInput, { container }) => {
    const snapshots = await resolveCustomerModule(container).snapshotCustomerAddresses(selector);
    return new StepResponse(snapshots, { snapshots, update });
  },
  async (kept, { container }) => {
    if (!kept?.snapshots.length) {
      return;
    }
    const service = resolveCustomerModule(container);
    const { refused } = await service.restoreCustomerAddressSnapshots(kept.snapshots, kept.update);
    if (refused.length) {
      const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
      logger.error(
        `An update of addresses failed and was undone, but these were changed by somebody else meanwhile and were left ` +
          `as they are: ${refused.join(", ")}`,
      );
    }
  },
);

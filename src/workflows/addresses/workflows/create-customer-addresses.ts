import type { AdditionalData, CreateCustomerAddressDTO } from "@medusajs/framework/types";
import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { createCustomerAddressesWorkflow as coreCreateCustomerAddressesWorkflow } from "@medusajs/medusa/core-flows";
import { type DefaultAddressChange, setDefaultAddressesStep } from "../steps/set-default-addresses";

export const createCustomerAddressesWorkflowId = "customers-create-customer-addresses";

export type CreateCustomerAddressesWorkflowInput = { addresses: CreateCustomerAddressDTO[] } & AdditionalData;

/**
 * Creates addresses through core's workflow, and then sets the requested defaults.
 *
 * Core clears the old default and then inserts the new one, which fails when two requests meet in between.
 *
 * Hooks: core's `addressesCreated`, which gets the addresses before they become defaults. Compensation: the addresses are
 * deleted, and the defaults are as before.
 */
export const createCustomerAddressesWorkflow = createWorkflow(
  createCustomerAddressesWorkflowId,
  (input: CreateCustomerAddressesWorkflowInput) => {
    const plain = transform(input, ({ addresses, additional_data }) => ({
      addresses: addresses.map((address) => ({
        ...address,
        is_default_shipping: false,
        is_default_billing: false,
      })),
      additional_data,
    }));
    const created = coreCreateCustomerAddressesWorkflow.runAsStep({ input: plain });
    const changes = transform({ input, created }, (data) =>
      data.input.addresses.flatMap((address, index) => {
        const change = { customerId: address.customer_id, addressId: data.created[index].id };
        const wanted: DefaultAddressChange[] = [];
        if (address.is_default_shipping) {
          wanted.push({ ...change, purpose: "shipping" });
        }
        if (address.is_default_billing) {
          wanted.push({ ...change, purpose: "billing" });
        }
        return wanted;
      }),
    );
    setDefaultAddressesStep(changes);
    return new WorkflowResponse(created);
  },
);

import type {
  AdditionalData,
  FilterableCustomerAddressProps,
  UpdateCustomerAddressDTO,
} from "@medusajs/framework/types";
import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { updateCustomerAddressesWorkflow as coreUpdateCustomerAddressesWorkflow } from "@medusajs/medusa/core-flows";
import type { RowSnapshot } from "../../../modules/customer/database/take-snapshot.sql";
import { preserveCustomerAddressesStep } from "../steps/preserve-customer-addresses";
import { type DefaultAddressChange, setDefaultAddressesStep } from "../steps/set-default-addresses";

export const updateCustomerAddressesWorkflowId = "customers-update-customer-addresses";

export type UpdateCustomerAddressesWorkflowInput = {
  selector: FilterableCustomerAddressProps;
  update: UpdateCustomerAddressDTO;
} & AdditionalData;

/**
 * Updates addresses through core's workflow, sets the requested defaults, and rolls back exactly.
 *
 * Of several addresses of one customer the last one becomes the default.
 *
 * Hooks: core's `addressesUpdated`, which gets the addresses before they become defaults. Compensation: every row is as
 * before.
 */
export const updateCustomerAddressesWorkflow = createWorkflow(
  updateCustomerAddressesWorkflowId,
  (input: UpdateCustomerAddressesWorkflowInput) => {
    const plain = transform(input, ({ selector, update, additional_data }) => ({
      selector,
      update: withoutNewDefaults(update),
      additional_data,
    }));
    const before = preserveCustomerAddressesStep(plain);
    const updated = coreUpdateCustomerAddressesWorkflow.runAsStep({ input: plain });
    const changes = transform({ input, before }, (data) => defaultChanges(data.before, data.input.update));
    setDefaultAddressesStep(changes);
    return new WorkflowResponse(updated);
  },
);

/** Leaves `false` to core's workflow and removes `true`, which `setDefaultAddressesStep` writes. */
function withoutNewDefaults(update: UpdateCustomerAddressDTO): UpdateCustomerAddressDTO {
  const { is_default_shipping, is_default_billing, ...rest } = update;
  return {
    ...rest,
    ...(is_default_shipping === false ? { is_default_shipping } : {}),
    ...(is_default_billing === false ? { is_default_billing } : {}),
  };
}

function defaultChanges(
  addresses: RowSnapshot[],
  { is_default_shipping, is_default_billing }: UpdateCustomerAddressDTO,
): DefaultAddressChange[] {
  return addresses.flatMap(({ id, customer_id }) => {
    const change = { customerId: String(customer_id), addressId: id };
    const wanted: DefaultAddressChange[] = [];
    if (is_default_shipping) {
      wanted.push({ ...change, purpose: "shipping" });
    }
    if (is_default_billing) {
      wanted.push({ ...change, purpose: "billing" });
    }
    return wanted;
  });
}

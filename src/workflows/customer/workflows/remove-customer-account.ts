import type { AuthIdentityDTO } from "@medusajs/framework/types";
import { createWorkflow, transform, WorkflowResponse, when } from "@medusajs/framework/workflows-sdk";
import { deleteAuthIdentityStep, deleteCustomersWorkflow, useQueryGraphStep } from "@medusajs/medusa/core-flows";
import { preserveCustomerAddressesStep } from "../../customer-address/steps/preserve-customer-addresses";
import { detachAuthIdentitiesStep } from "../steps/detach-auth-identities";
import { preserveCustomersStep } from "../steps/preserve-customers";

export const removeCustomerAccountWorkflowId = "customers-remove-customer-account";

export type RemoveCustomerAccountWorkflowInput = { customerId: string };

/**
 * Deletes a customer and every way of logging in as that customer: an identity of the customer alone is deleted, one
 * that also serves another actor lives on without the customer. A customer without any identity is deleted as well.
 *
 * Events: `customer.deleted` (core's). Hooks: core's `customersDeleted`. Compensation: customer, addresses and
 * identities are as before (of a shared identity all but `updated_at`, which the Auth module sets itself).
 */
export const removeCustomerAccountWorkflow = createWorkflow(
  removeCustomerAccountWorkflowId,
  ({ customerId }: RemoveCustomerAccountWorkflowInput) => {
    const filters = transform({ customerId }, (input) => ({ app_metadata: { customer_id: input.customerId } }));
    const { data: identities } = useQueryGraphStep({
      entity: "auth_identity",
      fields: ["id", "app_metadata"],
      filters,
    }).config({ name: "customers-get-auth-identities" });

    preserveCustomersStep(transform({ customerId }, (input) => ({ selector: { id: input.customerId }, update: {} })));
    preserveCustomerAddressesStep(
      transform({ customerId }, (input) => ({ selector: { customer_id: input.customerId }, update: {} })),
    );
    const ids = transform({ customerId }, (input) => [input.customerId]);
    deleteCustomersWorkflow.runAsStep({ input: { ids } });

    const shared = transform({ identities }, (found) => found.identities.filter(servesAnotherActor));
    detachAuthIdentitiesStep({ identities: shared });

    const own = transform({ identities }, (found) =>
      found.identities.filter((identity) => !servesAnotherActor(identity)).map(({ id }) => id),
    );
    when({ own }, (found) => found.own.length > 0).then(() => {
      deleteAuthIdentityStep({ id: own });
    });
    return new WorkflowResponse(customerId);
  },
);

/** Medusa writes an actor as `<actor type>_id`; whatever else a shop keeps there is nobody who logs in. */
function servesAnotherActor({ app_metadata }: Pick<AuthIdentityDTO, "app_metadata">): boolean {
  return Object.entries(app_metadata ?? {}).some(
    ([key, value]) => key !== "customer_id" && key.endsWith("_id") && value != null,
  );
}

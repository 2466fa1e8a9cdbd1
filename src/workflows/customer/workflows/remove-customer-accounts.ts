import type { AuthIdentityDTO } from "@medusajs/framework/types";
import { createWorkflow, transform, type WorkflowData, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { deleteCustomersWorkflow, useQueryGraphStep } from "@medusajs/medusa/core-flows";
import { preserveCustomerAddressesStep } from "../../customer-address/steps/preserve-customer-addresses";
import { servesAnotherActor } from "../../login/find-logins";
import { deleteLoginsStep } from "../../login/steps/delete-logins";
import { detachAuthIdentitiesStep } from "../steps/detach-auth-identities";
import { preserveCustomersStep } from "../steps/preserve-customers";

export const removeCustomerAccountsWorkflowId = "customers-remove-customer-accounts";

export type RemoveCustomerAccountsWorkflowInput = { customerIds: string[] };

type Identity = Pick<AuthIdentityDTO, "id" | "app_metadata">;

/** As `removeCustomerAccountWorkflow`, for many customers at once: the same steps, each once for all of them. */
export const removeCustomerAccountsWorkflow = createWorkflow(
  removeCustomerAccountsWorkflowId,
  ({ customerIds }: RemoveCustomerAccountsWorkflowInput) => {
    removeAccounts(customerIds);
    return new WorkflowResponse(customerIds);
  },
);

/** The steps that delete customers and every way of logging in as them; to be called while a workflow is composed. */
export function removeAccounts(customerIds: WorkflowData<string[]> | string[]): void {
  removeLogins(removeCustomers(customerIds));
}

/** The steps that delete customers. @returns the identities that lead to them, for `removeLogins`. */
export function removeCustomers(customerIds: WorkflowData<string[]> | string[]): WorkflowData<Identity[]> {
  const filters = transform({ customerIds }, (input) => ({ app_metadata: { customer_id: input.customerIds } }));
  const { data: identities } = useQueryGraphStep({
    entity: "auth_identity",
    fields: ["id", "app_metadata"],
    filters,
  }).config({ name: "customers-get-auth-identities" });

  preserveCustomersStep(transform({ customerIds }, (input) => ({ selector: { id: input.customerIds }, update: {} })));
  preserveCustomerAddressesStep(
    transform({ customerIds }, (input) => ({ selector: { customer_id: input.customerIds }, update: {} })),
  );
  deleteCustomersWorkflow.runAsStep({ input: { ids: customerIds } });
  return transform({ identities }, (found): Identity[] => found.identities);
}

/**
 * The steps that end logins. They come last of all, hooks and events included: the Auth module hands out neither second
 * factors nor open password resets, so that a deleted identity would come back without them.
 */
export function removeLogins(identities: WorkflowData<Identity[]>): void {
  const shared = transform({ identities }, (found) => found.identities.filter(servesAnotherActor));
  detachAuthIdentitiesStep({ identities: shared });

  const own = transform({ identities }, (found) =>
    found.identities.filter((identity) => !servesAnotherActor(identity)).map(({ id }) => id),
  );
  // Core's step would bring an identity back without the verifications of its emails.
  deleteLoginsStep({ delete_identities: own, delete_provider_identities: [] });
}

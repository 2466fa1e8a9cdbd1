import type { AuthIdentityDTO } from "@medusajs/framework/types";
import {
  createWorkflow,
  transform,
  type WorkflowData,
  WorkflowResponse,
  when,
} from "@medusajs/framework/workflows-sdk";
import { deleteAuthIdentityStep, deleteCustomersWorkflow, useQueryGraphStep } from "@medusajs/medusa/core-flows";
import { preserveCustomerAddressesStep } from "../../customer-address/steps/preserve-customer-addresses";
import { detachAuthIdentitiesStep } from "../steps/detach-auth-identities";
import { preserveCustomersStep } from "../steps/preserve-customers";

export const removeCustomerAccountsWorkflowId = "customers-remove-customer-accounts";

export type RemoveCustomerAccountsWorkflowInput = { customerIds: string[] };

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

  const shared = transform({ identities }, (found) => found.identities.filter(servesAnotherActor));
  detachAuthIdentitiesStep({ identities: shared });

  const own = transform({ identities }, (found) =>
    found.identities.filter((identity) => !servesAnotherActor(identity)).map(({ id }) => id),
  );
  when({ own }, (found) => found.own.length > 0).then(() => {
    deleteAuthIdentityStep({ id: own });
  });
}

/** Medusa writes an actor as `<actor type>_id`; whatever else a shop keeps there is nobody who logs in. */
function servesAnotherActor({ app_metadata }: Pick<AuthIdentityDTO, "app_metadata">): boolean {
  return Object.entries(app_metadata ?? {}).some(
    ([key, value]) => key !== "customer_id" && key.endsWith("_id") && value != null,
  );
}

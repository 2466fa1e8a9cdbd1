import type { AuthIdentityDTO } from "@medusajs/framework/types";
import { createWorkflow, transform, type WorkflowData, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { deleteCustomersWorkflow, useQueryGraphStep } from "@medusajs/medusa/core-flows";
import { preserveCustomerAddressesStep } from "../../addresses/steps/preserve-customer-addresses";
import { servesAnotherActor } from "../../logins/find-logins";
import type { LockedLogins } from "../../logins/lock-logins";
import { deleteLoginsStep } from "../../logins/steps/delete-logins";
import { detachAuthIdentitiesStep } from "../../logins/steps/detach-auth-identities";
import { lockLoginsStep } from "../../logins/steps/lock-logins";
import { assertNoUnfinishedMergesStep } from "../../merges/steps/assert-no-unfinished-merges";
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
  removeLogins(removeCustomers(customerIds));
}

/**
 * The steps that delete customers. Their logins are held meanwhile: whoever links one, accepts an invitation or merges
 * comes before, and then the login is found and goes, or comes after, and then there is no customer any more.
 *
 * @returns the logins that are held, for `removeLogins`.
 */
export function removeCustomers(customerIds: WorkflowData<string[]> | string[]): WorkflowData<LockedLogins | null> {
  const customers = transform({ customerIds }, (input) => ({ customer_ids: input.customerIds }));
  const locked = lockLoginsStep(customers);
  assertNoUnfinishedMergesStep(customers);
  preserveCustomersStep(transform({ customerIds }, (input) => ({ selector: { id: input.customerIds }, update: {} })));
  preserveCustomerAddressesStep(
    transform({ customerIds }, (input) => ({ selector: { customer_id: input.customerIds }, update: {} })),
  );
  deleteCustomersWorkflow.runAsStep({ input: { ids: customerIds } });
  return locked;
}

/**
 * The steps that end the logins of deleted customers, and let others at them again. They come last of all, hooks and
 * events included: the Auth module hands out neither second factors nor open password resets, so that a deleted identity
 * would come back without them.
 */
export function removeLogins(locked: WorkflowData<LockedLogins | null>): void {
  const filters = transform({ locked }, (data) => {
    const ids = data.locked?.customer_ids ?? [];
    // A condition on no ids would be none: the ORM leaves the comparison out.
    return { app_metadata: { customer_id: ids.length ? ids : ["none"] } };
  });
  const { data: identities } = useQueryGraphStep({
    entity: "auth_identity",
    fields: ["id", "app_metadata"],
    filters,
  }).config({ name: "customers-get-auth-identities" });

  const shared = transform({ identities }, ({ identities: found }: Found) => found.filter(servesAnotherActor));
  detachAuthIdentitiesStep({ identities: shared });

  const own = transform({ identities }, ({ identities: found }: Found) =>
    found.filter((identity) => !servesAnotherActor(identity)).map(({ id }) => id),
  );
  // Core's step would bring an identity back without the verifications of its emails.
  deleteLoginsStep({ delete_identities: own, delete_provider_identities: [], locked });
}

type Found = { identities: Pick<AuthIdentityDTO, "id" | "app_metadata">[] };

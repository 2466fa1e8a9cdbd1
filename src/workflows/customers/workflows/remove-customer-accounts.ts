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

/** Deletes many customers, as `removeCustomerAccountWorkflow` does: the same steps, each once for all of them. */
export const removeCustomerAccountsWorkflow = createWorkflow(
  removeCustomerAccountsWorkflowId,
  ({ customerIds }: RemoveCustomerAccountsWorkflowInput) => {
    removeAccounts(customerIds);
    return new WorkflowResponse(customerIds);
  },
);

/** Adds the steps that delete customers and their logins; call it while a workflow is composed. */
export function removeAccounts(customerIds: WorkflowData<string[]> | string[]): void {
  removeLogins(removeCustomers(customerIds));
}

/**
 * Adds the steps that delete customers, under the lock of their logins.
 *
 * A caller that links a login, accepts an invitation or merges runs before, and then the login is found and deleted, or
 * after, and then the customer does not exist any more.
 *
 * @returns the locked logins, for `removeLogins`.
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
 * Adds the steps that delete the logins of deleted customers, and unlock them.
 *
 * They run last, after hooks and events: the Auth module returns neither second factors nor open password resets, so a
 * restored identity would lose them.
 */
export function removeLogins(locked: WorkflowData<LockedLogins | null>): void {
  const filters = transform({ locked }, (data) => {
    const ids = data.locked?.customer_ids ?? [];
    // An empty list is no condition: the ORM leaves the comparison out.
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
  // Core's step would restore an identity without the verifications of its emails.
  deleteLoginsStep({ delete_identities: own, delete_provider_identities: [], locked });
}

type Found = { identities: Pick<AuthIdentityDTO, "id" | "app_metadata">[] };

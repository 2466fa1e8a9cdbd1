import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { removeAccounts } from "./remove-customer-accounts";

export const removeCustomerAccountWorkflowId = "customers-remove-customer-account";

export type RemoveCustomerAccountWorkflowInput = { customerId: string };

/**
 * Deletes a customer and every way of logging in as that customer: an identity of the customer alone is deleted, one
 * that also serves another actor lives on without the customer. A customer without any identity is deleted as well; one
 * in a merge that has not ended is not. Nobody links, makes or moves a login of the customer meanwhile.
 *
 * Events: `customer.deleted` (core's). Hooks: core's `customersDeleted`. Compensation: customer, addresses and
 * identities are as before (of a shared identity all but `updated_at`, which the Auth module sets itself).
 */
export const removeCustomerAccountWorkflow = createWorkflow(
  removeCustomerAccountWorkflowId,
  ({ customerId }: RemoveCustomerAccountWorkflowInput) => {
    removeAccounts(transform({ customerId }, (input) => [input.customerId]));
    return new WorkflowResponse(customerId);
  },
);

import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { removeAccounts } from "./remove-customer-accounts";

export const removeCustomerAccountWorkflowId = "customers-remove-customer-account";

export type RemoveCustomerAccountWorkflowInput = { customerId: string };

/**
 * Deletes a customer and every login of that customer.
 *
 * An identity of the customer alone is deleted; one that also serves another actor loses the customer. A customer without
 * an identity is deleted too; one in an unfinished merge is not. The logins are locked: no other caller links, creates or
 * moves one meanwhile.
 *
 * Events: `customer.deleted` (core's). Hooks: core's `customersDeleted`. Compensation: customer, addresses and identities
 * are as before (of a shared identity all but `updated_at`, which the Auth module sets itself).
 */
export const removeCustomerAccountWorkflow = createWorkflow(
  removeCustomerAccountWorkflowId,
  ({ customerId }: RemoveCustomerAccountWorkflowInput) => {
    removeAccounts(transform({ customerId }, (input) => [input.customerId]));
    return new WorkflowResponse(customerId);
  },
);

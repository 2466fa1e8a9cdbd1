import type { AdditionalData, CustomerUpdatableFields, FilterableCustomerProps } from "@medusajs/framework/types";
import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { updateCustomersWorkflow as coreUpdateCustomersWorkflow } from "@medusajs/medusa/core-flows";
import { preserveCustomersStep } from "../steps/preserve-customers";

export const updateCustomersWorkflowId = "customers-update-customers";

export type UpdateCustomersWorkflowInput = {
  selector: FilterableCustomerProps;
  update: CustomerUpdatableFields;
} & AdditionalData;

/**
 * Updates customers through core's workflow, with an exact rollback.
 *
 * Events: `customer.updated` (core's), one for each customer that the selector matches, changed or not. Hooks: core's
 * `customersUpdated`, registered on core's workflow.
 * Compensation: core's, then every row as before (`preserveCustomersStep`).
 */
export const updateCustomersWorkflow = createWorkflow(
  updateCustomersWorkflowId,
  (input: UpdateCustomersWorkflowInput) => {
    preserveCustomersStep(input);
    const customers = coreUpdateCustomersWorkflow.runAsStep({ input });
    return new WorkflowResponse(customers);
  },
);

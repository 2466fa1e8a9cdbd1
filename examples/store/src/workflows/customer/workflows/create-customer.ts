import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { type CreateCustomerInput, createCustomerStep } from "../steps/create-customer";

/**
 * The flow that the route, the subscriber and the job of this store share.
 *
 * One live guest has one email, so a fixed email works once and is refused from the second run on ("Customer with
 * email: ..., has_account: false, already exists."). Each caller therefore derives the email from what it works on.
 */
export const createCustomerWorkflow = createWorkflow("create-customer", (input: CreateCustomerInput) => {
  const { customer } = createCustomerStep(input);
  return new WorkflowResponse({ customer });
});

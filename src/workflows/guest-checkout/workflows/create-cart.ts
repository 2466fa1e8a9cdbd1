import type { AdditionalData, CreateCartWorkflowInputDTO } from "@medusajs/framework/types";
import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { createCartWorkflow as coreCreateCartWorkflow } from "@medusajs/medusa/core-flows";
import { findCheckoutCustomerStep } from "../steps/find-checkout-customer";

export const createCartWorkflowId = "customers-create-cart";

export type CreateCartWorkflowInput = Omit<CreateCartWorkflowInputDTO, "customer_id" | "email"> & {
  email: string;
} & AdditionalData;

/**
 * Makes a cart for somebody who is not logged in and gives an email, through core's workflow. The registered customer of
 * that email gets it only when the email is proven to be theirs, else a guest does.
 *
 * Events: core's. Hooks: core's `validate`, `cartCreated` and `setPricingContext`, registered on core's workflow as ever.
 * Compensation: core's, and a guest that was made is gone.
 */
export const createCartWorkflow = createWorkflow(createCartWorkflowId, (input: CreateCartWorkflowInput) => {
  const customer = findCheckoutCustomerStep(transform({ input }, (data) => ({ email: data.input.email })));
  const cart = coreCreateCartWorkflow.runAsStep({
    input: transform({ input, customer }, (data) => ({ ...data.input, customer_id: data.customer.id })),
  });
  return new WorkflowResponse(cart);
});

import type { AdditionalData, CreateCartWorkflowInputDTO } from "@medusajs/framework/types";
import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { createCartWorkflow as coreCreateCartWorkflow } from "@medusajs/medusa/core-flows";
import { findCheckoutCustomerStep } from "../steps/find-checkout-customer";

export const createCartWorkflowId = "customers-create-cart";

export type CreateCartWorkflowInput = Omit<CreateCartWorkflowInputDTO, "customer_id" | "email"> & {
  email: string;
} & AdditionalData;

/**
 * Creates a cart for a shopper without a login who gives an email, through core's workflow.
 *
 * The registered customer of that email gets the cart only when the email is proven to be theirs, else a guest does.
 *
 * Events: core's. Hooks: core's `validate`, `cartCreated` and `setPricingContext`, registered on core's workflow.
 * Compensation: core's; a guest that was created stays (`findCheckoutCustomerStep`).
 */
export const createCartWorkflow = createWorkflow(createCartWorkflowId, (input: CreateCartWorkflowInput) => {
  const customer = findCheckoutCustomerStep(transform({ input }, (data) => ({ email: data.input.email })));
  const cart = coreCreateCartWorkflow.runAsStep({
    input: transform({ input, customer }, (data) => ({ ...data.input, customer_id: data.customer.id })),
  });
  return new WorkflowResponse(cart);
});

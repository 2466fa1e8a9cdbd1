import type { AdditionalData, UpdateCartWorkflowInputDTO } from "@medusajs/framework/types";
import { createWorkflow, transform } from "@medusajs/framework/workflows-sdk";
import {
  acquireLockStep,
  updateCartWorkflow as coreUpdateCartWorkflow,
  releaseLockStep,
  updateCartsStep,
} from "@medusajs/medusa/core-flows";
import { findCheckoutCustomerStep } from "../steps/find-checkout-customer";

export const updateCartWorkflowId = "customers-update-cart";

export type UpdateCartWorkflowInput = {
  /** What core's workflow takes, with the cart's id; its email, the cart's own where none is given. */
  cart: Omit<UpdateCartWorkflowInputDTO, "customer_id"> & AdditionalData;
  email: string;
  /** The customer who is logged in, if anybody is. */
  logged_in_as?: string;
};

/** As core's own, which takes none when it runs inside of another workflow. In seconds. */
const LOCK = { timeout: 2, ttl: 10 };

/**
 * Updates a cart that is nobody's yet and has an email, through core's workflow, which looks for a customer only where
 * the cart has none. The registered customer of the email gets it only when the email is proven to be theirs, else a
 * guest does.
 *
 * Events: core's. Hooks: core's `validate` and `cartUpdated`, registered on core's workflow as ever. Compensation: core's,
 * the cart is nobody's again, and a guest that was made is gone.
 */
export const updateCartWorkflow = createWorkflow(updateCartWorkflowId, (input: UpdateCartWorkflowInput) => {
  acquireLockStep({ key: input.cart.id, ...LOCK });
  const customer = findCheckoutCustomerStep(
    transform({ input }, ({ input: { email, logged_in_as } }) => ({ email, logged_in_as })),
  );
  updateCartsStep(
    transform({ input, customer }, (data) => [{ id: data.input.cart.id, customer_id: data.customer.id }]),
  );
  coreUpdateCartWorkflow.runAsStep({ input: input.cart });
  releaseLockStep({ key: input.cart.id });
});

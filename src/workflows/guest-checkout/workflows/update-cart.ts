import type { AdditionalData, UpdateCartWorkflowInputDTO } from "@medusajs/framework/types";
import { createWorkflow, transform, when } from "@medusajs/framework/workflows-sdk";
import {
  updateCartWorkflow as coreUpdateCartWorkflow,
  releaseLockStep,
  updateCartsStep,
} from "@medusajs/medusa/core-flows";
import { findCheckoutCustomerStep } from "../steps/find-checkout-customer";
import { lockCartStep } from "../steps/lock-cart";
import { resolveGuestCartEmailStep } from "../steps/resolve-guest-cart-email";

export const updateCartWorkflowId = "customers-update-cart";

export type UpdateCartWorkflowInput = {
  /** The input of core's workflow, with the cart's id. */
  cart: Omit<UpdateCartWorkflowInputDTO, "customer_id"> & AdditionalData;
  /** The customer who is logged in, if any. */
  logged_in_as?: string;
  /** "core": core's workflow finds the cart's customer. Default "proven". */
  guest_checkout?: "proven" | "core";
};

/**
 * Updates a cart through core's workflow, and finds its customer by a proven email.
 *
 * This applies to a cart without a customer that has or is given an email, and to a guest's cart that is given one. The
 * registered customer of the email gets the cart only when the email is proven to be theirs, else a guest does. The cart's
 * customer is read under the cart's lock: another request may just have set it.
 *
 * Events: core's. Hooks: core's `validate` and `cartUpdated`, registered on core's workflow. Compensation: core's, and the
 * cart has its former customer; a guest that was created stays (`findCheckoutCustomerStep`).
 */
export const updateCartWorkflow = createWorkflow(updateCartWorkflowId, (input: UpdateCartWorkflowInput) => {
  // Core's own step takes no lock when it runs inside of another workflow.
  const held = lockCartStep({ cart_id: input.cart.id });
  const resolved = resolveGuestCartEmailStep(
    transform({ input }, ({ input: { cart, guest_checkout } }) => ({ ...cart, is_core: guest_checkout === "core" })),
  );
  when("customers-find-cart-customer", { resolved }, (data) => data.resolved.email !== null).then(() => {
    const customer = findCheckoutCustomerStep(
      transform({ input, resolved }, (data) => ({
        // as: `when` has checked it.
        email: data.resolved.email as string,
        logged_in_as: data.input.logged_in_as,
      })),
    );
    updateCartsStep(
      transform({ input, customer }, (data) => [{ id: data.input.cart.id, customer_id: data.customer.id }]),
    );
  });
  coreUpdateCartWorkflow.runAsStep({ input: input.cart });
  releaseLockStep(transform({ held }, (data) => ({ key: data.held.key, ownerId: data.held.owner })));
});

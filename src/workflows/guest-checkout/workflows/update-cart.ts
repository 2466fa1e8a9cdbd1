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
  /** What core's workflow takes, with the cart's id. */
  cart: Omit<UpdateCartWorkflowInputDTO, "customer_id"> & AdditionalData;
  /** The customer who is logged in, if anybody is. */
  logged_in_as?: string;
  /** "core": core's workflow looks for the cart's customer. Default "proven". */
  guest_checkout?: "proven" | "core";
};

/**
 * Updates a cart through core's workflow. Of a cart that is nobody's yet and has an email, or is nobody's or a guest's and is
 * given one, the registered customer of the email becomes the owner only when the email is proven to be theirs, else a guest
 * does. The cart's customer is read behind its lock: another request may just have set it.
 *
 * Events: core's. Hooks: core's `validate` and `cartUpdated`, registered on core's workflow as ever. Compensation: core's,
 * the cart is whose it was, and a guest that was made is gone.
 */
export const updateCartWorkflow = createWorkflow(updateCartWorkflowId, (input: UpdateCartWorkflowInput) => {
  // Core's own step takes no lock when it runs inside of another workflow.
  const held = lockCartStep({ cart_id: input.cart.id });
  const nobodys = resolveGuestCartEmailStep(
    transform({ input }, ({ input: { cart, guest_checkout } }) => ({ ...cart, is_core: guest_checkout === "core" })),
  );
  when("cart-of-nobody", { nobodys }, (data) => data.nobodys.email !== null).then(() => {
    const customer = findCheckoutCustomerStep(
      transform({ input, nobodys }, (data) => ({
        // as: `when` has looked.
        email: data.nobodys.email as string,
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

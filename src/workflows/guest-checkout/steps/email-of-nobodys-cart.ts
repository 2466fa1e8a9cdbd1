import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";

export const emailOfNobodysCartStepId = "customers-email-of-nobodys-cart";

export type EmailOfNobodysCartInput = { id: string; email?: string | null };

/**
 * The email by which core would look for a customer of the cart: the one that is given, else the cart's own; null where it
 * would not look. Writes nothing.
 */
export const emailOfNobodysCartStep = createStep(
  emailOfNobodysCartStepId,
  async ({ id, email }: EmailOfNobodysCartInput, { container }) => {
    const select = ["id", "email", "customer_id"];
    const [cart] = await container.resolve(Modules.CART).listCarts({ id: [id] }, { select, take: 1 });
    return new StepResponse({ email: cart && !cart.customer_id ? (email ?? cart.email) || null : null });
  },
);

import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../customer-module";

export const emailOfNobodysCartStepId = "customers-email-of-nobodys-cart";

export type EmailOfNobodysCartInput = { id: string; email?: string | null; is_core?: boolean };

/**
 * The email by which the customer of a cart is to be looked for: of a cart that is nobody's the one that is given, else its
 * own; of a guest's cart the one that is given, since somebody who mistypes a proven address first and mends it is its owner
 * all the same. Null where nobody is to be looked for, and where that is left to core (`is_core`). Writes nothing.
 */
export const emailOfNobodysCartStep = createStep(
  emailOfNobodysCartStepId,
  async ({ id, email, is_core }: EmailOfNobodysCartInput, { container }) => {
    if (is_core) {
      return new StepResponse({ email: null });
    }
    const select = ["id", "email", "customer_id"];
    const [cart] = await container.resolve(Modules.CART).listCarts({ id: [id] }, { select, take: 1 });
    if (!cart?.customer_id) {
      return new StepResponse({ email: (cart && (email ?? cart.email)) || null });
    }
    const isGuests = { id: cart.customer_id, has_account: false };
    const guests = email ? await resolveCustomerModule(container).listCustomers(isGuests, { select: ["id"] }) : [];
    return new StepResponse({ email: email && guests.length ? email : null });
  },
);

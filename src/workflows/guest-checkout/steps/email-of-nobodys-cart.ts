import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { isEmailAddress } from "../../../modules/customer/domain/email-address";
import { resolveCustomerModule } from "../../customer-module";

export const emailOfNobodysCartStepId = "customers-email-of-nobodys-cart";

export type EmailOfNobodysCartInput = { id: string; email?: string | null; is_core?: boolean };

/** `no_email`: what an old cart without a customer has as its email, and is none: no customer can be made of it. */
type CartEmail = { email: string | null; no_email: string | null };

/**
 * Returns the email by which the workflow looks for the customer of a cart. Of a cart without a customer that is the given
 * email, else the cart's own; of a guest's cart it is the given one, since an owner may mistype a proven email first and
 * correct it. Null where there is no customer to look for, and where core looks (`is_core`). Writes nothing.
 */
export const emailOfNobodysCartStep = createStep(
  emailOfNobodysCartStepId,
  async ({ id, email, is_core }: EmailOfNobodysCartInput, { container }): Promise<StepResponse<CartEmail>> => {
    const select = ["id", "email", "customer_id"];
    const [cart] = await container.resolve(Modules.CART).listCarts({ id: [id] }, { select, take: 1 });
    if (!cart?.customer_id) {
      const stored = email ? null : (cart?.email ?? null);
      if (stored && !isEmailAddress(stored)) {
        return new StepResponse({ email: null, no_email: stored });
      }
      return new StepResponse({ email: (!is_core && cart && (email || stored)) || null, no_email: null });
    }
    if (is_core) {
      return new StepResponse({ email: null, no_email: null });
    }
    const isGuests = { id: cart.customer_id, has_account: false };
    const guests = email ? await resolveCustomerModule(container).listCustomers(isGuests, { select: ["id"] }) : [];
    return new StepResponse({ email: email && guests.length ? email : null, no_email: null });
  },
);

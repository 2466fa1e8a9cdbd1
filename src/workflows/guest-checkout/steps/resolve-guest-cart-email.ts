import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { isEmail } from "../../../modules/customer/emails/read-email";
import { resolveCustomerModule } from "../../../shared/customer-module";

const resolveGuestCartEmailStepId = "customers-resolve-guest-cart-email-step";

export type ResolveGuestCartEmailInput = { id: string; email?: string | null; is_core?: boolean };

/**
 * Returns the email by which the workflow finds the customer of a cart. Writes nothing.
 *
 * For a cart without a customer it is the given email, else the cart's own. For a guest's cart it is the given one, since
 * an owner may mistype a proven email first and correct it. It is null where there is no customer to find, and where core
 * does it (`is_core`).
 */
export const resolveGuestCartEmailStep = createStep(
  resolveGuestCartEmailStepId,
  async ({ id, email, is_core }: ResolveGuestCartEmailInput, { container }) => {
    if (is_core) {
      return new StepResponse({ email: null });
    }
    const select = ["id", "email", "customer_id"];
    const [cart] = await container.resolve(Modules.CART).listCarts({ id: [id] }, { select, take: 1 });
    if (!cart?.customer_id) {
      return new StepResponse({ email: (cart && (email ?? validEmailOf(cart))) || null });
    }
    const isGuests = { id: cart.customer_id, has_account: false };
    const guests = email ? await resolveCustomerModule(container).listCustomers(isGuests, { select: ["id"] }) : [];
    return new StepResponse({ email: email && guests.length ? email : null });
  },
);

/** Returns null for a text that is not an email: an old cart may have one, and its other updates must work. */
function validEmailOf({ email }: { email?: string | null }): string | null {
  return email && isEmail(email) ? email : null;
}

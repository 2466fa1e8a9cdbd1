import type { MedusaResponse } from "@medusajs/framework/http";
import { refetchCart, type updateCart } from "../../../../medusa/cart-routes";
import { readGuestCheckoutMode } from "../../../../workflows/guest-checkout/read-guest-checkout-mode";
import {
  type UpdateCartWorkflowInput,
  updateCartWorkflow,
} from "../../../../workflows/guest-checkout/workflows/update-cart";
import { assertCartRegion } from "../../../utils/assert-cart-region";
import { retryGuestCreation } from "../../../utils/retry-guest-creation";

type Request = Parameters<typeof updateCart>[0];

/**
 * Core's route. Two concurrent checkouts with one new email share one guest, and neither fails. With `guest_checkout`
 * "proven", the registered customer of the email becomes the owner of a guest's cart only if the email is verified, or if
 * that customer is logged in. Concurrent requests wait for each other. A cart that has an account's customer keeps it.
 */
export async function POST(req: Request, res: MedusaResponse): Promise<void> {
  const guest_checkout = readGuestCheckoutMode(req.scope);
  const { id } = req.params;
  // as: the body is what core hands to its workflow; the two types differ in what may be null.
  const cart = { ...req.validatedBody, id } as UpdateCartWorkflowInput["cart"];
  await assertCartRegion(cart, req.scope);
  await retryGuestCreation(async () => {
    await updateCartWorkflow(req.scope).run({ input: { cart, logged_in_as: loggedInAs(req), guest_checkout } });
    res.status(200).json({ cart: await refetchCart(id, req.scope, req.queryConfig.fields) });
  });
}

/** Medusa reads the token on every store route, if there is one. Core's type of this route does not have it. */
function loggedInAs(req: object): string | undefined {
  const context: unknown = Reflect.get(req, "auth_context");
  const id: unknown = typeof context === "object" && context !== null ? Reflect.get(context, "actor_id") : undefined;
  return typeof id === "string" && id ? id : undefined;
}

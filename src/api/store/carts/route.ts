import type { MedusaResponse } from "@medusajs/framework/http";
import { createCart, refetchCart } from "../../../medusa/cart-routes";
import { readGuestCheckoutMode } from "../../../workflows/guest-checkout/read-guest-checkout-mode";
import {
  type CreateCartWorkflowInput,
  createCartWorkflow,
} from "../../../workflows/guest-checkout/workflows/create-cart";
import { retryGuestCreation } from "../../utils/retry-guest-creation";

type Request = Parameters<typeof createCart>[0];

/**
 * Core's route. Two concurrent checkouts with one new email share one guest, and neither fails. With `guest_checkout`
 * "proven", a request without a login gives the cart to the registered customer of the email only if the email is verified.
 */
export async function POST(req: Request, res: MedusaResponse): Promise<void> {
  const { email } = req.validatedBody;
  if (readGuestCheckoutMode(req.scope) === "core" || req.auth_context?.actor_id || !email) {
    await retryGuestCreation(() => createCart(req, res));
    return;
  }
  await retryGuestCreation(async () => {
    // as: the body is what core hands to its workflow; the two types differ in what may be null.
    const input = { ...req.validatedBody, email } as CreateCartWorkflowInput;
    const { result } = await createCartWorkflow(req.scope).run({ input });
    res.status(200).json({ cart: await refetchCart(result.id, req.scope, req.queryConfig.fields) });
  });
}

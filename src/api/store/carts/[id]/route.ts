import type { MedusaResponse } from "@medusajs/framework/http";
import { POST as updateCart } from "@medusajs/medusa/api/store/carts/[id]/route";
import { retryGuestCreation } from "../../../retry-guest-creation";

type Request = Parameters<typeof updateCart>[0];

/** Core's route; two checkouts at once with one new email share one guest, and neither fails. */
export async function POST(req: Request, res: MedusaResponse): Promise<void> {
  await retryGuestCreation(() => updateCart(req, res));
}

import type { MedusaResponse } from "@medusajs/framework/http";
import { POST as createCart } from "@medusajs/medusa/api/store/carts/route";
import { retryGuestCreation } from "../../retry-guest-creation";

type Request = Parameters<typeof createCart>[0];

/** Core's route; two checkouts at once with one new email share one guest, and neither fails. */
export async function POST(req: Request, res: MedusaResponse): Promise<void> {
  await retryGuestCreation(() => createCart(req, res));
}

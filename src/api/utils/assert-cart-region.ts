import { refetchEntity } from "@medusajs/framework/http";
import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";

type CartUpdate = {
  id: string;
  region_id?: string;
  shipping_address?: string | { country_code?: string | null } | null;
};

/**
 * Rejects a country for a cart without a region. Core's workflow looks for it in the region's countries and fails.
 *
 * @throws MedusaError (invalid_data) that says to give `region_id`.
 */
export async function assertCartRegion(cart: CartUpdate, scope: MedusaContainer): Promise<void> {
  const { id, region_id, shipping_address } = cart;
  if (region_id || typeof shipping_address !== "object" || !shipping_address?.country_code) {
    return;
  }
  const stored = await refetchEntity({ entity: "cart", idOrFilter: id, scope, fields: ["region_id"] });
  if (stored && !stored.region_id) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      'The cart has no region, which says to which countries it can be sent. Give "region_id" together with the address.',
    );
  }
}

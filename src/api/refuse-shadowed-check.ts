import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";

/** The method that core's workflows call on every object of a cart's body. */
const CALLED = "hasOwnProperty";

/**
 * Refuses a body in which a key hides the method `hasOwnProperty`. Core calls it on `metadata` of carts and of line items,
 * and answers its own mistake with 500.
 *
 * @throws MedusaError (invalid_data) that names the key.
 */
export function refuseShadowedCheck(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  if (hasKey(req.body)) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `The body has a field "${CALLED}", which carts cannot hold. Give it another name.`,
    );
  }
  next();
}

function hasKey(value: unknown): boolean {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  return Object.hasOwn(value, CALLED) || Object.values(value).some(hasKey);
}

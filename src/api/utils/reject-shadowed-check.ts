import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";

/** The method that Medusa's workflow engine calls on every object of its input. */
const CALLED = "hasOwnProperty";

/**
 * Rejects a body with the key `hasOwnProperty`, also inside of `metadata`. The workflow engine calls that method on every
 * object of its input, fails, and the store answers 500.
 *
 * @throws MedusaError (invalid_data) that names the key.
 */
export function rejectShadowedCheck(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  if (hasKey(req.body)) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `The body has a field "${CALLED}", which cannot be stored. Give it another name.`,
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

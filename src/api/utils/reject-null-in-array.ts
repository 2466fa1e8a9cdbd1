import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";

/** The fields of a body that are metadata, or contain metadata. */
const HOLD_METADATA = new Set(["metadata", "billing_address", "shipping_address"]);

/**
 * Rejects metadata with a null inside of an array. Core's update steps throw on it while they collect what a rollback needs,
 * and the store answers 500.
 *
 * @throws MedusaError (invalid_data) that names the field.
 */
export function rejectNullInArray(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  const body: unknown = req.body;
  const values = typeof body === "object" && body !== null ? Object.entries(body) : [];
  const path = values.map(([key, value]) => HOLD_METADATA.has(key) && nullInArray(value, key)).find(Boolean);
  if (path) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `The field "${path}" is null inside of an array, which an update cannot take. Leave it out of the array.`,
    );
  }
  next();
}

function nullInArray(value: unknown, path: string): string | undefined {
  if (typeof value !== "object" || value === null) {
    return undefined;
  }
  for (const [key, inner] of Object.entries(value)) {
    const found = Array.isArray(value) && inner === null ? `${path}.${key}` : nullInArray(inner, `${path}.${key}`);
    if (found) {
      return found;
    }
  }
  return undefined;
}

import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";

/** Deeper than any shop nests, and far from where Medusa's own recursion ends in an internal error (some 2,000). */
const MAX_DEPTH = 100;

/** Refuses a body that is nested beyond reason, level by level, without recursion of its own. */
export function rejectDeepBody(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  let level: unknown[] = [req.body];
  for (let depth = 0; level.length; depth++) {
    if (depth > MAX_DEPTH) {
      throw new MedusaError(
        MedusaError.Types.INVALID_DATA,
        `The body is nested deeper than ${MAX_DEPTH} levels. Make "metadata" flatter.`,
      );
    }
    level = level.flatMap((value) => (typeof value === "object" && value !== null ? Object.values(value) : []));
  }
  next();
}

/** The fields of a body that are metadata, or have some. */
const HOLD_METADATA = new Set(["metadata", "billing_address", "shipping_address"]);

/**
 * Core's update steps walk through what they are given, metadata included, to find what to keep for a rollback, and break
 * on a null in an array: an internal error. Until they do not, such a body is refused by name.
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

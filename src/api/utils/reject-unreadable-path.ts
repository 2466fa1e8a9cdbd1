import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";

/**
 * Refuses a path that has no text that could be stored: broken percent encoding, UTF-8 that is none, a NUL character.
 *
 * Express decodes a path where a route has parameters, and Medusa answers its complaint with 500. So this runs for every
 * path, before any route or middleware with parameters.
 *
 * @throws MedusaError (invalid_data)
 */
export function rejectUnreadablePath(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  if (!isReadable(req.path)) {
    throw unreadablePath();
  }
  next();
}

export function unreadablePath(): MedusaError {
  return new MedusaError(
    MedusaError.Types.INVALID_DATA,
    "The path of the request cannot be read: it must be percent-encoded UTF-8 without the NUL character.",
  );
}

export function isReadable(path: string): boolean {
  try {
    return !decodeURIComponent(path).includes("\u0000");
  } catch {
    return false;
  }
}

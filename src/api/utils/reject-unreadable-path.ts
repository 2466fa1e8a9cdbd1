import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";

/**
 * Rejects a path with broken percent encoding, invalid UTF-8 or a NUL character.
 *
 * Express decodes the path of a route with parameters, and Medusa answers 500 when that fails. So this runs for every path,
 * before any route or middleware with parameters.
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

import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";

/** Medusa's recursion fails with an internal error at about 2,000 levels. */
const MAX_DEPTH = 100;

/**
 * Rejects a body that is nested too deeply. It goes level by level, because recursion would fail here too.
 *
 * @throws MedusaError (invalid_data)
 */
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

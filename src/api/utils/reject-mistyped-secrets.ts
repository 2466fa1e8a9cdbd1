import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";

/** Fields whose values must appear neither in an answer nor in the log. */
const SECRETS = ["password", "token", "code"];

/**
 * Rejects a secret that is not text, and a body that is not an object. Runs before Medusa's validator, which repeats a value
 * of a wrong type in the answer and in the log.
 *
 * @throws MedusaError (invalid_data)
 */
export function rejectMistypedSecrets(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  const body: unknown = req.body;
  if (Array.isArray(body)) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, "The body must be a JSON object.");
  }
  for (const field of SECRETS) {
    const value: unknown = typeof body === "object" && body !== null ? Reflect.get(body, field) : undefined;
    if (value !== undefined && typeof value !== "string") {
      throw new MedusaError(MedusaError.Types.INVALID_DATA, `The field "${field}" must be a text.`);
    }
  }
  next();
}

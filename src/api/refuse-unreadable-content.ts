import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { assertStorable } from "../modules/customer/domain/assert-storable";
import { isPlainObject } from "../modules/customer/domain/plain-object";

/** Secrets are hashed and never stored as they are; what is no secret of ours is answered as any other wrong one. */
const SECRETS = ["password", "token"];

/**
 * Refuses a query or a body with text that PostgreSQL cannot keep: NUL, and halves of a surrogate pair. Core's modules
 * hand such text to the database and answer its error with 500.
 *
 * @throws MedusaError (invalid_data) that names the field.
 */
export function refuseUnstorableText(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  const body: unknown = req.body;
  assertStorable(req.query);
  assertStorable(isPlainObject(body) ? withoutSecrets(body) : body);
  next();
}

function withoutSecrets(body: object): object {
  return Object.fromEntries(Object.entries(body).filter(([key]) => !SECRETS.includes(key)));
}

/**
 * Gives every object of the request a text form that cannot fail. Medusa's validator prints the values that it refuses,
 * and printing `{ "toString": 1 }` throws, which is answered with 500. The text form is a symbol that no copy, no JSON and
 * no comparison sees, so the content stays as it was sent. Runs behind the check of depth.
 */
export function makePrintable(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  giveTextForm(req.query);
  giveTextForm(req.body);
  next();
}

function giveTextForm(value: unknown): void {
  if (typeof value !== "object" || value === null) {
    return;
  }
  if (!Array.isArray(value)) {
    Object.defineProperty(value, Symbol.toPrimitive, { value: () => "[object Object]", enumerable: false });
  }
  Object.values(value).forEach(giveTextForm);
}

import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import { assertStorable } from "../../modules/customer/database/assert-storable";
import { isPlainObject } from "../../shared/plain-object";

/** Secrets are hashed and never stored as they are; what is no secret of ours is answered as any other wrong one. */
const SECRETS = ["password", "token"];

/**
 * Refuses a query or a body with text that PostgreSQL cannot keep: NUL, and halves of a surrogate pair. Core's modules
 * hand such text to the database and answer its error with 500.
 *
 * @throws MedusaError (invalid_data) that names the field.
 */
export function rejectUnstorableText(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  const body: unknown = req.body;
  assertStorable(req.query);
  assertStorable(isPlainObject(body) ? withoutSecrets(body) : body);
  next();
}

function withoutSecrets(body: object): object {
  return Object.fromEntries(Object.entries(body).filter(([key]) => !SECRETS.includes(key)));
}

/**
 * Refuses a query parameter with more than one dot in its name. Medusa's validator answers it with 500.
 *
 * @throws MedusaError (invalid_data) that names the parameter.
 */
export function rejectDeepParameters(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  const deep = Object.keys(req.query).find((key) => key.split(".").length > 2);
  if (deep !== undefined) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `The query parameter "${deep.slice(0, 100)}" has more than one dot. Write a parameter as "field" or "relation.field".`,
    );
  }
  next();
}

/** Fields whose keys are the shop's own. Core's validators take any content there, and print none of it. */
const RECORDS = ["metadata", "additional_data"];

/**
 * Refuses an object with the key `toString` outside of records. Core's validator prints the values that it refuses, and
 * printing `{ "toString": 1 }` throws, which is answered with 500. Runs behind the check of depth.
 *
 * @throws MedusaError (invalid_data) that names the field.
 */
export function rejectUnprintable(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  assertPrintable(req.query, "");
  assertPrintable(req.body, "");
  next();
}

function assertPrintable(value: unknown, field: string): void {
  if (typeof value !== "object" || value === null) {
    return;
  }
  if (Object.hasOwn(value, "toString")) {
    const where = field ? `The field "${field}"` : "The request";
    throw new MedusaError(MedusaError.Types.INVALID_DATA, `${where} has the key "toString". Remove it.`);
  }
  for (const [key, inner] of Object.entries(value)) {
    if (!RECORDS.includes(key) || !isPlainObject(inner)) {
      assertPrintable(inner, field ? `${field}.${key}` : key);
    }
  }
}

import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import { assertStorable } from "../../modules/customer/database/assert-storable";
import { isPlainObject } from "../../shared/plain-object";

/** Secrets are hashed before they are stored, so any text is allowed. */
const SECRETS = ["password", "token"];

/**
 * Rejects text that PostgreSQL cannot store: NUL, and halves of a surrogate pair. Core's modules send it to the database,
 * and the store answers 500.
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
 * Rejects a query parameter with more than one dot in its name. Medusa's validator answers 500.
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

/** Fields with free keys. Core's validators accept any content there and do not print it. */
const RECORDS = ["metadata", "additional_data"];

/**
 * Rejects an object with the key `toString`, except in fields with free keys. Core's validator prints the values that it
 * rejects; printing `{ "toString": 1 }` throws, and the store answers 500. Runs after the check of depth.
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

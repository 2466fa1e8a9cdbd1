import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import { isPlainObject } from "../../shared/plain-object";

/**
 * Rejects keys that a schema has dropped. Core's filters are strict at the top level only: a mistyped key inside of `$or`, a
 * relation or an operator would disappear together with its condition.
 *
 * @throws MedusaError (invalid_data) that names the first such key with its place.
 */
export function assertNothingDropped(given: unknown, validated: unknown): void {
  const dropped = droppedKey(given, validated, "");
  if (dropped !== undefined) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `The field "${dropped.slice(0, 200)}" is not known here. Correct its name, or leave it out.`,
    );
  }
}

/** Checks the query of a list, after Medusa's validator. */
export function rejectDroppedFilters(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  for (const [key, given] of Object.entries(req.query)) {
    // Medusa reads `groups.name=x` as `groups[name]=x`.
    const [parent, child] = key.split(".");
    // The schema is strict at the top level: a parameter that is missing there was renamed by the schema.
    const validated: unknown = Reflect.get(req.validatedQuery, parent);
    assertNothingDropped(
      { [parent]: child === undefined ? given : { [child]: given } },
      { [parent]: validated ?? given },
    );
  }
  next();
}

/** Checks the filters in these fields of a body, after its validator. */
export function rejectDroppedFields(...fields: string[]) {
  return (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void => {
    assertNothingDropped(pick(req.body, fields), pick(req.validatedBody, fields));
    next();
  };
}

function pick(body: unknown, fields: readonly string[]): Record<string, unknown> {
  const given: object = typeof body === "object" && body !== null ? body : {};
  return Object.fromEntries(Object.entries(given).filter(([field]) => fields.includes(field)));
}

function droppedKey(given: unknown, validated: unknown, path: string): string | undefined {
  const isPair =
    (isPlainObject(given) && isPlainObject(validated)) || (Array.isArray(given) && Array.isArray(validated));
  if (!isPair) {
    return undefined;
  }
  for (const [key, value] of Object.entries(given)) {
    const place = path ? `${path}.${key}` : key;
    const dropped = Object.hasOwn(validated, key)
      ? droppedKey(value, Reflect.get(validated, key), place)
      : value !== undefined
        ? place
        : undefined;
    if (dropped !== undefined) {
      return dropped;
    }
  }
  return undefined;
}

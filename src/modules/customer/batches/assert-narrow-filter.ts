import { MedusaError } from "@medusajs/framework/utils";
import { isPlainObject } from "../../../shared/plain-object";

/** Values in one filter: PostgreSQL takes 65,535 bindings in one statement, and some stand in it more than once. */
const MAX_VALUES = 10_000;

/**
 * Refuses a filter that does not narrow anything, on the whole or in one of its parts: `{}`, a blank `q`, an `$or` with
 * an empty alternative. What such a part means is easily "everybody", and a change of everybody's memberships should be
 * asked for in so many words (`{ created_at: { $gte: "2000-01-01" } }`).
 *
 * @throws MedusaError (invalid_data) that names the part.
 */
export function assertNarrowFilter(filter: object, field: string): void {
  if (countValues(filter, field) > MAX_VALUES) {
    reject(field, `holds more than ${MAX_VALUES} values; ask for them in several requests`);
  }
}

function countValues(part: unknown, field: string): number {
  if (Array.isArray(part)) {
    if (!part.length && /\$(and|or)$/.test(field)) {
      reject(field, "is empty");
    }
    return part.reduce((sum: number, one, index) => sum + countValues(one, `${field}.${index}`), 0);
  }
  if (typeof part === "string" && field.endsWith(".q") && !part.trim()) {
    reject(field, "is blank");
  }
  if (!isPlainObject(part)) {
    return 1;
  }
  const given = Object.entries(part).filter(([, value]) => value !== undefined);
  if (!given.length) {
    reject(field, "has no condition, so it would name every customer. Give ids, or a filter with a value");
  }
  return given.reduce((sum, [key, value]) => sum + countValues(value, `${field}.${key}`), 0);
}

function reject(field: string, what: string): never {
  throw new MedusaError(MedusaError.Types.INVALID_DATA, `The field "${field}" ${what}.`);
}

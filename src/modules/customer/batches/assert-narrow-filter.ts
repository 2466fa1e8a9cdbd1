import { rejectField } from "../../../shared/errors";
import { isPlainObject } from "../../../shared/plain-object";

/**
 * Maximum number of values in one filter: PostgreSQL accepts 65,535 bindings in one statement, and some values are bound
 * more than once.
 */
const MAX_VALUES = 10_000;

/**
 * Checks that a filter and each of its parts has a condition.
 *
 * `{}`, a blank `q` and an `$or` with an empty alternative easily match every customer. A change of all memberships needs
 * an explicit condition (`{ created_at: { $gte: "2000-01-01" } }`).
 *
 * @throws MedusaError (invalid_data) that names the part.
 */
export function assertNarrowFilter(filter: object, field: string): void {
  if (countValues(filter, field) > MAX_VALUES) {
    rejectField(field, `holds more than ${MAX_VALUES} values; ask for them in several requests`);
  }
}

function countValues(part: unknown, field: string): number {
  if (Array.isArray(part)) {
    if (!part.length && /\$(and|or)$/.test(field)) {
      rejectField(field, "is empty");
    }
    return part.reduce((sum: number, one, index) => sum + countValues(one, `${field}.${index}`), 0);
  }
  if (typeof part === "string" && field.endsWith(".q") && !part.trim()) {
    rejectField(field, "is blank");
  }
  if (!isPlainObject(part)) {
    return 1;
  }
  const given = Object.entries(part).filter(([, value]) => value !== undefined);
  if (!given.length) {
    rejectField(field, "has no condition, so it would name every customer. Give ids, or a filter with a value");
  }
  return given.reduce((sum, [key, value]) => sum + countValues(value, `${field}.${key}`), 0);
}

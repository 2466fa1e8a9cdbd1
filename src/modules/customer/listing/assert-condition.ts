import { MedusaError } from "@medusajs/framework/utils";
import { isPlainObject } from "../../../shared/plain-object";

/**
 * Checks that a filter has a condition; `{}` passes where `all` allows it.
 *
 * Undefined values, blank words (`q`) and empty `$and`, `$or` and relations are no conditions, as in the ORM. A delete by
 * such a filter would delete every row.
 *
 * @throws MedusaError (invalid_data)
 */
export function assertCondition(filter: object, { all }: { all: boolean }): void {
  if (!holdsCondition(filter) && !(all && Object.keys(filter).length === 0)) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      "The filter has no condition, so it would name every row. Give ids, or a filter with a value.",
    );
  }
}

function holdsCondition(filter: object): boolean {
  return Object.entries(filter).some(([key, value]) => isCondition(key, value));
}

function isCondition(key: string, value: unknown): boolean {
  if (key === "q") {
    return typeof value === "string" && value.trim() !== "";
  }
  if (Array.isArray(value) && key === "$and") {
    return value.some((one) => isCondition("", one));
  }
  if (Array.isArray(value) && key === "$or") {
    // One alternative without a condition matches every row, and so does the whole `$or`.
    return value.length > 0 && value.every((one) => isCondition("", one));
  }
  // An empty list is a condition: it matches no row.
  return isPlainObject(value) ? holdsCondition(value) : value !== undefined;
}

import { MedusaError } from "@medusajs/framework/utils";
import { isPlainObject } from "../../../shared/plain-object";

/**
 * Refuses a filter that says nothing: `{}`, unless that may stand for all, or one in which nothing is left once undefined
 * values, blank words (`q`) and empty `$and`, `$or` and relations are passed over, as the ORM does. A delete by such a
 * filter would delete everybody.
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
    // One alternative that says nothing makes all of them say nothing.
    return value.length > 0 && value.every((one) => isCondition("", one));
  }
  // An empty list is a condition: it names nobody.
  return isPlainObject(value) ? holdsCondition(value) : value !== undefined;
}

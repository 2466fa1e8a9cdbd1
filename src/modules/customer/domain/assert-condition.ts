import { MedusaError } from "@medusajs/framework/utils";

/**
 * Refuses a filter that says nothing: `{}`, unless that may stand for all, or keys whose values are all undefined. The ORM
 * passes undefined over, and a delete by such a filter would delete everybody.
 *
 * @throws MedusaError (invalid_data)
 */
export function assertCondition(filter: object, { all }: { all: boolean }): void {
  const values = Object.values(filter);
  if (!values.some((value) => value !== undefined) && !(all && values.length === 0)) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      "The filter has no condition, so it would name every row. Give ids, or a filter with a value.",
    );
  }
}

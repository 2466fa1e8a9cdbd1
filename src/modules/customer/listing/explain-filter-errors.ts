import { MedusaError } from "@medusajs/framework/utils";
import { sqlStateOf } from "../database/map-database-error";

/** Class 22 data exception, 42883 no such operator, 42804 wrong type (PostgreSQL manual, appendix A). */
const UNREADABLE = /^22...$|^42883$|^42804$/;

/**
 * Maps an error that a caller's filter has caused; any other error stays as it is.
 *
 * A value or an operator that PostgreSQL cannot compare with the column (an invalid time, a regular expression that does
 * not end) is the caller's to correct.
 *
 * @param field the field of the request that holds the filter.
 */
export function mapFilterError(error: unknown, field: string): unknown {
  return isUnreadable(error)
    ? new MedusaError(
        MedusaError.Types.INVALID_DATA,
        `The field "${field}" holds a value or an operator that its column cannot be compared with. Write times as ISO ` +
          "8601, and use operators that fit the field.",
      )
    : error;
}

/** Runs work with a caller's filter. @throws MedusaError (invalid_data) when it cannot be evaluated. */
export async function explainFilterErrors<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw mapFilterError(error, "filter");
  }
}

function isUnreadable(error: unknown): boolean {
  // MikroORM checks some values itself, by the model's types.
  const isOfOrm = error instanceof Error && error.name === "ValidationError";
  return isOfOrm || UNREADABLE.test(sqlStateOf(error) ?? "");
}

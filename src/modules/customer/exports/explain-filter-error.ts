import { MedusaError } from "@medusajs/framework/utils";

/**
 * What PostgreSQL and the ORM say about a filter's value or operator that its column cannot be compared with, in words
 * that name the field; any other error as it is.
 *
 * SQLSTATE: class 22 data exception, 42883 no such operator, 42804 wrong type (PostgreSQL manual, appendix A).
 */
export function explainFilterError(error: unknown): unknown {
  if (!(error instanceof Error)) {
    return error;
  }
  const code = "code" in error ? String(error.code) : "";
  if (/^22...$|^42883$|^42804$/.test(code) || error.name === "ValidationError") {
    return new MedusaError(
      MedusaError.Types.INVALID_DATA,
      'The field "filters" holds a value or an operator that its column cannot be compared with. Write times as ISO ' +
        "8601, and use operators that fit the field.",
    );
  }
  return error;
}

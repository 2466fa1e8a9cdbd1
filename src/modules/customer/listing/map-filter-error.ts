import { MedusaError } from "@medusajs/framework/utils";

/**
 * Runs work with a filter that a caller wrote. A value or an operator that PostgreSQL cannot compare with the column (a
 * time that is none, a regular expression that does not end) is the caller's to correct, not an internal error.
 *
 * SQLSTATE: class 22 data exception, 42883 no such operator, 42804 wrong type (PostgreSQL manual, appendix A).
 *
 * @throws MedusaError (invalid_data)
 */
export async function evaluatingFilter<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isUnreadable(error)) {
      throw error;
    }
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      'The field "filter" holds a value or an operator that its column cannot be compared with. Write times as ISO 8601, ' +
        "and use operators that fit the field.",
    );
  }
}

function isUnreadable(error: unknown): boolean {
  if (!(error instanceof Error)) {
    return false;
  }
  const code = "code" in error ? String(error.code) : "";
  // MikroORM checks some values itself, by the model's types.
  return /^22|^42883$|^42804$/.test(code) || error.name === "ValidationError";
}

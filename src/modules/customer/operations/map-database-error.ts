import { MedusaError } from "@medusajs/framework/utils";

type DatabaseError = { code: string; detail?: string; table?: string; column?: string };

/**
 * A constraint error in the words that core's module uses for it; any other error as it is.
 *
 * SQLSTATE: 23505 unique, 23503 foreign key, 23502 not null (PostgreSQL manual, appendix A).
 */
export function mapDatabaseError(error: unknown): unknown {
  if (!isDatabaseError(error)) {
    return error;
  }
  const pairs = keysAndValues(error.detail);
  if (isUniqueViolation(error) && pairs) {
    const given = pairs.map(([key, value]) => `${key}: ${booleanWord(value)}`).join(", ");
    return new MedusaError(MedusaError.Types.INVALID_DATA, `${tableWords(error)} with ${given}, already exists.`);
  }
  if (error.code === "23503" && pairs) {
    const given = pairs.map(([key, value]) => `${key}: ${value}`).join(", ");
    return new MedusaError(
      MedusaError.Types.NOT_FOUND,
      `You tried to set relationship ${given}, but such entity does not exist`,
    );
  }
  if (error.code === "23502") {
    return new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `Cannot set field '${error.column}' of ${tableWords(error)} to null`,
    );
  }
  return error;
}

/** Another row holds what a unique index keeps once. */
export function isUniqueViolation(error: unknown): boolean {
  return isDatabaseError(error) && error.code === "23505";
}

function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof Error && "code" in error && typeof error.code === "string" && /^\d{5}$/.test(error.code);
}

/** PostgreSQL's detail reads `Key (email, has_account)=(a@x.io, t) already exists.` */
function keysAndValues(detail: string | undefined): [string, string][] | undefined {
  const [, keys, values] = detail?.match(/^Key \(([^)]*)\)=\((.*)\) /) ?? [];
  if (keys === undefined || values === undefined) {
    return undefined;
  }
  const names = keys.split(", ");
  const parts = values.split(", ");
  return names.map((name, index) => [name, parts[index] ?? ""]);
}

function booleanWord(value: string): string {
  return { t: "true", f: "false" }[value] ?? value;
}

function tableWords(error: DatabaseError): string {
  const words = (error.table ?? "row").replaceAll("_", " ");
  return words[0].toUpperCase() + words.slice(1);
}

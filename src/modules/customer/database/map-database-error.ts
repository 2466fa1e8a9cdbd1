import { MedusaError } from "@medusajs/framework/utils";
import { AlreadyExistsError, EmailTakenError } from "../../../shared/errors";

type DatabaseError = { code: string; detail?: string; table?: string; column?: string; constraint?: string };

/**
 * Maps a constraint error to the message that core's module uses for it; returns any other error as it is.
 *
 * SQLSTATE: 23505 unique, 23503 foreign key, 23502 not null, 40P01 deadlock, 40001 serialization failure, 54000 a limit
 * of the database, here the size of an index row (PostgreSQL manual, appendix A).
 */
export function mapDatabaseError(error: unknown): unknown {
  if (!isDatabaseError(error)) {
    return error;
  }
  const pairs = keysAndValues(error.detail);
  if (isUniqueViolation(error) && pairs) {
    return alreadyExists(error, pairs);
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
  if (error.code === "40P01" || error.code === "40001") {
    return new MedusaError(
      MedusaError.Types.CONFLICT,
      "Two writers met at the same rows, and this one gave way: nothing of it was stored. Try again.",
    );
  }
  if (error.code === "54000") {
    return new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `A value of ${tableWords(error)} is too long to be stored${indexWords(error)}. Shorten it.`,
    );
  }
  return error;
}

/** Whether a row violates a constraint (SQLSTATE class 23) or a limit of the database: the input is wrong. */
export function isDataError(error: unknown): boolean {
  return isDatabaseError(error) && (error.code.startsWith("23") || error.code === "54000");
}

/** Whether another row has the value of a unique index. */
export function isUniqueViolation(error: unknown): boolean {
  return isDatabaseError(error) && error.code === "23505";
}

/** Returns the SQLSTATE of a database error; undefined for any other error. */
export function sqlStateOf(error: unknown): string | undefined {
  return isDatabaseError(error) ? error.code : undefined;
}

function alreadyExists(error: DatabaseError, pairs: [string, string][]): AlreadyExistsError {
  const values = new Map(pairs.map(([key, value]) => [key, valueWord(key, value)]));
  const given = [...values].map(([key, value]) => `${key}: ${value}`).join(", ");
  const message = `${tableWords(error)} with ${given}, already exists.`;
  const has_account = values.get("has_account");
  return error.table === "customer" && values.has("email") && has_account !== undefined
    ? new EmailTakenError(message, has_account === "true")
    : new AlreadyExistsError(message, error.table ?? "");
}

function isDatabaseError(error: unknown): error is DatabaseError {
  return (
    error instanceof Error && "code" in error && typeof error.code === "string" && /^[0-9A-Z]{5}$/.test(error.code)
  );
}

/** PostgreSQL's detail reads `Key (email, has_account)=(a@x.io, t) already exists.` */
function keysAndValues(detail: string | undefined): [string, string][] | undefined {
  const [, keys, values] = detail?.match(/^Key \(([^)]*)\)=\((.*)\) /) ?? [];
  if (keys === undefined || values === undefined) {
    return undefined;
  }
  const names = keys.split(", ");
  const parts = values.split(", ");
  // A value may hold the separator itself: the surplus belongs to the first value; ids and booleans come after it.
  const first = parts.slice(0, parts.length - names.length + 1).join(", ");
  const row = [first, ...parts.slice(parts.length - names.length + 1)];
  return names.map((name, index) => [name, row[index] ?? ""]);
}

/** PostgreSQL writes booleans short; a text may be just as short. */
function valueWord(key: string, value: string): string {
  return key === "has_account" ? ({ t: "true", f: "false" }[value] ?? value) : value;
}

function indexWords(error: DatabaseError): string {
  return error.constraint ? `: its index ${error.constraint} keeps some 2,700 bytes` : "";
}

function tableWords(error: DatabaseError): string {
  const words = (error.table ?? "row").replaceAll("_", " ");
  return words[0].toUpperCase() + words.slice(1);
}

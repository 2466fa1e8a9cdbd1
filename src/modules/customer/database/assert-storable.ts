import { rejectField } from "../../../shared/errors";

/**
 * The longest email, in characters. RFC 5321 (4.5.3.1): 64 octets before the "@" and 255 after it. The index could not
 * hold more.
 */
export const EMAIL_MAX_LENGTH = 320;

/**
 * The longest name, in characters. A unique index holds it, and index rows of PostgreSQL end at some 2,700 bytes: 500
 * characters of four bytes fit.
 */
export const GROUP_NAME_MAX_LENGTH = 500;

/** What is wrong with a text that `assertStorable` rejects, as it stands behind the name of the field. */
export const UNSTORABLE = "holds a character that cannot be stored (NUL or half of a surrogate pair). Remove it";

/**
 * Rejects text that PostgreSQL cannot store, in any field at any depth.
 *
 * That is the NUL character, and halves of a surrogate pair (JSON may contain both). Without this the caller would get
 * the database's own error as an internal one.
 *
 * @throws MedusaError (invalid_data) that names the field, never its content.
 */
export function assertStorable(value: unknown): void {
  // The name of a field is composed only for an error: 100,000 rows have a million fields.
  if (!isStorable(value)) {
    rejectWithin(value, "");
  }
}

function isStorable(value: unknown): boolean {
  if (typeof value === "string") {
    return isStorableText(value);
  }
  if (typeof value !== "object" || value === null || value instanceof Date) {
    return true;
  }
  if (Array.isArray(value)) {
    return value.every(isStorable);
  }
  return Object.entries(value).every(([key, inner]) => isStorableText(key) && isStorable(inner));
}

function isStorableText(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}

/** Walks through the value again, with the names of the fields. */
function rejectWithin(value: unknown, field: string): void {
  if (typeof value === "string") {
    if (!isStorableText(value)) {
      rejectField(field, UNSTORABLE);
    }
  } else if (Array.isArray(value)) {
    value.forEach((one, index) => {
      rejectWithin(one, field ? `${field}.${index}` : String(index));
    });
  } else if (typeof value === "object" && value !== null && !(value instanceof Date)) {
    for (const [key, inner] of Object.entries(value)) {
      rejectWithin(key, field || "key");
      rejectWithin(inner, field ? `${field}.${key}` : key);
    }
  }
}

/** Asserts that an index can hold a text. @throws MedusaError (invalid_data) */
export function assertLength(value: string | null | undefined, field: string, maximum: number): void {
  if (value && value.length > maximum) {
    rejectField(field, `has ${value.length} characters; at most ${maximum} can be stored`);
  }
}

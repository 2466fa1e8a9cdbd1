import { MedusaError } from "@medusajs/framework/utils";

const LISTED = 10;
const NAME_LENGTH = 60;

/**
 * The whole file cannot be read. The message says what to do; it ends up in a table, hence no character in it that
 * PostgreSQL cannot keep.
 *
 * @throws MedusaError (invalid_data)
 */
export function refuseFile(message: string): never {
  throw new MedusaError(MedusaError.Types.INVALID_DATA, storableText(message));
}

/** Names for a message: a few of them, none too long. */
export function listNames(names: readonly string[]): string {
  const listed = names.slice(0, LISTED).map((name) => `"${name.slice(0, NAME_LENGTH)}"`);
  return listed.join(", ") + (names.length > LISTED ? ` and ${names.length - LISTED} more` : "");
}

/** NUL and halves of surrogate pairs become U+FFFD, the character for an unreadable one. */
export function storableText(text: string): string {
  return text.replaceAll("\u0000", "\ufffd").toWellFormed();
}

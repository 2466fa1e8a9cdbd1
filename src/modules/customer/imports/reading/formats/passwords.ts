import { listNames, refuseFile } from "../reject-file";

const PASSWORD = /passw|passwd|passphrase|pwd|(^|[^a-z])pass([^a-z]|$)/i;

/** A header that looks like a password or the hash of one: `password_hash`, `user_pass`, `PasswordSalt`. */
export function isPasswordHeader(header: string): boolean {
  return PASSWORD.test(header);
}

/** @throws MedusaError (invalid_data) when there are any. */
export function refusePasswords(headers: readonly string[]): void {
  if (headers.length > 0) {
    refuseFile(
      `Passwords and their hashes are not imported: ${listNames(headers)}. Remove the column, or give a mapping without ` +
        "it. Customers with has_account = true are invited to choose a password of their own.",
    );
  }
}

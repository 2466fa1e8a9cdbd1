import { listNames, refuseFile } from "../reject-file";

/**
 * Columns with passwords, their hashes and salts, and tokens, as the systems name them whose files are known (Magento,
 * PrestaShop, WordPress, Shopify, BigCommerce) and as databases of other systems do. Letters and digits alone count.
 */
const SECRETS: ReadonlySet<string> = new Set([
  ...["password", "passwd", "passwort", "kennwort", "motdepasse", "contrasena", "wachtwoord", "senha", "pwd", "pass"],
  ...["passwordhash", "hashedpassword", "encryptedpassword", "passwordencrypted", "passwdhash", "pwdhash", "passhash"],
  ...["userpass", "userpassword", "customerpassword", "newpassword", "passwordconfirmation", "plainpassword"],
  ...["passwordsalt", "salt", "hash", "passwordlegacy", "legacypassword", "passworddigest", "passphrase"],
  ...["rptoken", "resettoken", "passwordresettoken", "resetpasswordtoken", "resetpasswordkey", "useractivationkey"],
  ...["sessiontokens", "securekey", "accesstoken", "authtoken", "apitoken", "apikey", "remembertoken", "refreshtoken"],
  ...["token", "secret", "clientsecret", "otpsecret", "totpsecret", "twofactorsecret", "multipasstoken"],
]);

export const IS_SECRET = "holds passwords or tokens. These are never imported";

/** Whether a column holds a secret: `password_hash`, `user_pass`, `PasswordSalt`; not `Season Pass`. */
export function isSecretHeader(header: string): boolean {
  return SECRETS.has(header.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ""));
}

/** @throws MedusaError (invalid_data) when there are any. */
export function refuseSecrets(headers: readonly string[]): void {
  if (headers.length > 0) {
    refuseFile(
      `Passwords, their hashes and tokens are not imported: ${listNames(headers)}. Remove the column, or give a mapping ` +
        "without it. Customers with has_account = true are invited to choose a password.",
    );
  }
}

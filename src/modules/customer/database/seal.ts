import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/** Encrypts texts for URLs, and opens only texts that it has sealed. */
export type Seal = {
  close(text: string): string;
  /** Opens a text. @returns undefined for one that was not sealed with this secret for this purpose, or was changed. */
  open(sealed: string): string | undefined;
};

const CIPHER = "aes-256-gcm";
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Creates a seal with a key for one purpose, derived from a secret of the store by HKDF (RFC 5869).
 *
 * AES-GCM hides the text and detects changes. Servers with one secret open each other's texts.
 *
 * @param secret without one the key is random, and valid for this process only.
 */
export function createSeal(secret: string | undefined, purpose: string): Seal {
  const info = `medusa-plugin-customers ${purpose}`;
  const key = secret ? new Uint8Array(hkdfSync("sha256", secret, "", info, KEY_BYTES)) : randomBytes(KEY_BYTES);
  return {
    close(text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce);
      const hidden = [cipher.update(text, "utf8"), cipher.final()];
      return Buffer.concat([nonce, ...hidden, cipher.getAuthTag()]).toString("base64url");
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, "base64url");
      // Node.js skips characters that are not base64url: only the exact text that `close` returned is accepted.
      if (bytes.length < NONCE_BYTES + TAG_BYTES || bytes.toString("base64url") !== sealed) {
        return undefined;
      }
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      const hidden = bytes.subarray(NONCE_BYTES, -TAG_BYTES);
      try {
        return Buffer.concat([decipher.update(hidden), decipher.final()]).toString("utf8");
      } catch {
        return undefined;
      }
    },
  };
}

/** The store's configuration, as a module gets it; outside of a store there may be none. */
export type StoreSecrets = { projectConfig?: { http?: { cookieSecret?: unknown; jwtSecret?: unknown } } };

/** Returns the secret that every server of a store has. A JWT secret may be a key object, which is no text. */
export function secretOf(config: StoreSecrets | undefined): string | undefined {
  const { cookieSecret, jwtSecret } = config?.projectConfig?.http ?? {};
  return [cookieSecret, jwtSecret].find((secret): secret is string => typeof secret === "string" && secret !== "");
}

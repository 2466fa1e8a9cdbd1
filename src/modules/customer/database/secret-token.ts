import { createHash, randomBytes } from "node:crypto";

/** 256 bits cannot be guessed: a fast hash without salt protects them as well as a slow one. */
const TOKEN_BYTES = 32;

/** Creates a token, which is returned once, and its hash; only the hash may be stored. */
export function createSecretToken(): { token: string; hash: string } {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  return { token, hash: hashSecretToken(token) };
}

export function hashSecretToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

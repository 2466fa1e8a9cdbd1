import { createHash, randomBytes } from "node:crypto";

/** 256 bits: nobody guesses it, so that a fast hash without salt keeps it as well as a slow one. */
const TOKEN_BYTES = 32;

/** A token to hand out, once, and the hash by which it is known again; only the hash may be stored. */
export function createSecretToken(): { token: string; hash: string } {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  return { token, hash: hashSecretToken(token) };
}

export function hashSecretToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

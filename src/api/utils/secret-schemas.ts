import { z } from "@medusajs/framework/zod";

/** Limits the work of hashing, which grows with the length. */
const PASSWORD_MAX_LENGTH = 1_000;

/** Our tokens have 43 characters. */
const MAILED_TOKEN_MAX_LENGTH = 200;

/** The account's password. */
export const password = z.string().min(1).max(PASSWORD_MAX_LENGTH);

/** A token from a mail. */
export const mailedToken = z.string().min(1).max(MAILED_TOKEN_MAX_LENGTH);

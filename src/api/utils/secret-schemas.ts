import { z } from "@medusajs/framework/zod";

/** Longer than any password; hashing one takes its length in work. */
const PASSWORD_MAX_LENGTH = 1_000;

/** A token of ours is 43 letters long. */
const TOKEN_MAX_LENGTH = 200;

/** The password of the account, where a route asks for it. */
export const password = z.string().min(1).max(PASSWORD_MAX_LENGTH);

/** A token that was mailed. */
export const mailedToken = z.string().min(1).max(TOKEN_MAX_LENGTH);

import { z } from "@medusajs/framework/zod";

/** Longer than any password; hashing one takes its length in work. */
const PASSWORD_MAX_LENGTH = 1_000;

/** The password of the account, where a route asks for it. */
export const password = z.string().min(1).max(PASSWORD_MAX_LENGTH);

import { z } from "@medusajs/framework/zod";

/** A token holds what the provider tells of its user; a header could not carry more either. */
const TOKEN_MAX_LENGTH = 10_000;

/** `POST /store/customers/me/logins` */
export const linkLoginBody = z.strictObject({ token: z.string().min(1).max(TOKEN_MAX_LENGTH) });

export type LinkLoginBody = z.output<typeof linkLoginBody>;

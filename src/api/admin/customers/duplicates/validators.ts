import { z } from "@medusajs/framework/zod";

const DUPLICATES_MAX_LIMIT = 100;

/** `GET /admin/customers/duplicates`: about `limit` groups, for one reason or all, after a cursor. */
export const duplicatesQuery = z.strictObject({
  reason: z.enum(["email", "phone", "name_and_address"]).optional(),
  limit: z.coerce.number().int().min(1).max(DUPLICATES_MAX_LIMIT).default(50),
  after: z.string().max(2_000).optional(),
});

import { z } from "@medusajs/framework/zod";

export const DUPLICATES_MAX_LIMIT = 100;

/** `GET /admin/customers/duplicates`: a page of at most 100, after the customer where the page before ended. */
export const duplicatesQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(DUPLICATES_MAX_LIMIT).default(50),
  after: z.string().max(100).optional(),
});

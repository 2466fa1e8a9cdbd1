import { z } from "@medusajs/framework/zod";

/** `GET /admin/customers/:id/merges` */
export const listMergesQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
});

import { z } from "@medusajs/framework/zod";
import { limitSchema } from "../../../utils/page-query";

/** `GET /admin/customers/duplicates`: about `limit` groups, for one reason or all, after a cursor. */
export const duplicatesQuery = z.strictObject({
  reason: z.enum(["email", "phone", "name_and_address"]).optional(),
  limit: limitSchema({ usual: 50 }),
  after: z.string().max(2_000).optional(),
});

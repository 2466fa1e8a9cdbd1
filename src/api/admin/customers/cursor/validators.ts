import { z } from "@medusajs/framework/zod";
import { AdminCustomersParams } from "@medusajs/medusa/api/admin/customers/validators";

const cursor = z.object({
  after: z.string().max(2_000).optional(),
  before: z.string().max(2_000).optional(),
  count: z.enum(["exact", "bounded", "none"]).optional(),
});

/** `GET /admin/customers/cursor`: the list's own filters, `fields`, `order` and `limit`; cursors instead of an offset. */
export const customersCursorQuery = AdminCustomersParams.omit({ offset: true }).extend(cursor.shape);

export type CursorQuery = z.infer<typeof cursor>;

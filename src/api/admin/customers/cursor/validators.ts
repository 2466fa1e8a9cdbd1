import { z } from "@medusajs/framework/zod";
import { AdminCustomersParams } from "@medusajs/medusa/api/admin/customers/validators";

/** A cursor holds a value of its row: of a column that core does not bound, such as a company's name, a long one too. */
const CURSOR_MAX_LENGTH = 10_000;

const cursor = z.object({
  after: z.string().max(CURSOR_MAX_LENGTH).optional(),
  before: z.string().max(CURSOR_MAX_LENGTH).optional(),
  count: z.enum(["exact", "bounded", "none"]).optional(),
});

/** `GET /admin/customers/cursor`: the list's own filters, `fields`, `order` and `limit`; cursors instead of an offset. */
export const customersCursorQuery = AdminCustomersParams.omit({ offset: true }).extend(cursor.shape);

export type CursorQuery = z.infer<typeof cursor>;

import { z } from "@medusajs/framework/zod";
import { AdminCustomersParams } from "../../../../medusa/customer-routes";

/** A cursor contains a value of its row. Core does not bound the length of some columns, such as the company's name. */
const CURSOR_MAX_LENGTH = 10_000;

const cursor = z.object({
  after: z.string().max(CURSOR_MAX_LENGTH).optional(),
  before: z.string().max(CURSOR_MAX_LENGTH).optional(),
  count: z.enum(["exact", "bounded", "none"]).optional(),
});

/** `GET /admin/customers/cursor`: the list's own filters, `fields`, `order` and `limit`; cursors instead of an offset. */
export const customersCursorQuery = AdminCustomersParams.omit({ offset: true }).extend(cursor.shape);

export type CursorQuery = z.infer<typeof cursor>;

import { z } from "@medusajs/framework/zod";

/** `GET /admin/customer-groups/:id/customers/changes` */
export const listGroupChangesQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
});

/** `POST /admin/customer-groups/:id/customers/changes/:change_id/undo`, without `additional_data`. */
export const undoGroupChangeBody = z.strictObject({});

import { z } from "@medusajs/framework/zod";
import { pageQuery } from "../../../../../utils/page-query";

/** `GET /admin/customer-groups/:id/customers/changes` */
export const listGroupChangesQuery = pageQuery;

/** `POST /admin/customer-groups/:id/customers/changes/:change_id/undo`, without `additional_data`. */
export const undoGroupChangeBody = z.strictObject({});

import { z } from "@medusajs/framework/zod";
import { AdminCustomersParams } from "@medusajs/medusa/api/admin/customers/validators";
import { EXPORT_FORMATS } from "../../../../modules/customer/exports/export-columns";

/** The filters of the list of customers, without its pages, fields and order: an export is whole, in id order. */
const filters = AdminCustomersParams.omit({
  fields: true,
  offset: true,
  limit: true,
  order: true,
  with_deleted: true,
}).strict();

/** The query of `POST /admin/customers/exports`, as it stands in the address of the list. */
export const exportFiltersQuery = filters;

export const createExportBody = z.strictObject({
  format: z.enum(EXPORT_FORMATS).optional(),
  columns: z.array(z.string().max(100)).max(100).optional(),
  /** In place of the query, for filters too long for an address. */
  filters: filters.optional(),
});

export type CreateExportBody = z.infer<typeof createExportBody>;

export const EXPORTS_MAX_LIMIT = 100;

export const listExportsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(EXPORTS_MAX_LIMIT).default(20),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

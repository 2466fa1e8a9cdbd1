import { z } from "@medusajs/framework/zod";
import { EXPORT_FORMATS } from "../../../../modules/customer/exports/export-columns";
import { customerFilters } from "../../../../shared/customer-filters";

export const createExportBody = z.strictObject({
  format: z.enum(EXPORT_FORMATS).optional(),
  bom: z.boolean().optional(),
  columns: z.array(z.string().max(100)).max(100).optional(),
  /** Instead of the query, for filters that are too long for a URL. */
  filters: customerFilters.optional(),
});

export type CreateExportBody = z.infer<typeof createExportBody>;

const EXPORTS_MAX_LIMIT = 100;

export const listExportsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(EXPORTS_MAX_LIMIT).default(20),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

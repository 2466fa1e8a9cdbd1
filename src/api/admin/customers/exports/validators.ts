import { z } from "@medusajs/framework/zod";
import { EXPORT_FORMATS } from "../../../../modules/customer/exports/export-columns";
import { customerFilters } from "../../../../shared/customer-filters";
import { pageQuery } from "../../../utils/page-query";

export const createExportBody = z.strictObject({
  format: z.enum(EXPORT_FORMATS).optional(),
  bom: z.boolean().optional(),
  columns: z.array(z.string().max(100)).max(100).optional(),
  /** Instead of the query, for filters that are too long for a URL. */
  filters: customerFilters.optional(),
});

export type CreateExportBody = z.infer<typeof createExportBody>;

export const listExportsQuery = pageQuery;

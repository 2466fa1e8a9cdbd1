import { z } from "@medusajs/framework/zod";
import { importOptionsSchema } from "../../../../modules/customer/imports/import-options";
import { limitSchema, pageQuery } from "../../../utils/page-query";

/** What a form says as text: "true", "10", a mapping as JSON. */
const fromText = {
  boolean: (text: unknown) => (text === "true" ? true : text === "false" ? false : text),
  number: (text: unknown) => (typeof text === "string" && /^\d+$/.test(text) ? Number(text) : text),
  json: (text: unknown) => {
    try {
      return typeof text === "string" ? JSON.parse(text) : text;
    } catch {
      return text;
    }
  },
};

const { shape } = importOptionsSchema;

/** The fields of a form beside its file. */
export const importFormFields = importOptionsSchema.extend({
  dry_run: z.preprocess(fromText.boolean, shape.dry_run),
  create_groups: z.preprocess(fromText.boolean, shape.create_groups),
  emit_row_events: z.preprocess(fromText.boolean, shape.emit_row_events),
  strict: z.preprocess(fromText.boolean, shape.strict),
  extend_format: z.preprocess(fromText.boolean, shape.extend_format),
  max_addresses: z.preprocess(fromText.number, shape.max_addresses),
  mapping: z.preprocess(fromText.json, shape.mapping),
  constants: z.preprocess(fromText.json, shape.constants),
});

/** An import of the file of an earlier one, which goes with the last of the two. */
export const importBody = importOptionsSchema.extend({ file_id: z.string().min(1).max(1_000) });

/** `POST /admin/customers/imports/:id/confirm`, whose body may be missing. */
export const confirmImportBody = z.strictObject({ send_invitations: z.boolean().default(false) });

export const listImportsQuery = pageQuery;

const IMPORT_ERRORS_MAX_LIMIT = 1_000;

export const importErrorsQuery = pageQuery.extend({
  format: z.enum(["json", "csv"]).default("json"),
  /** Errors or warnings alone; JSON only, the CSV has both. */
  level: z.enum(["error", "warning"]).optional(),
  limit: limitSchema({ most: IMPORT_ERRORS_MAX_LIMIT, usual: 100 }),
});

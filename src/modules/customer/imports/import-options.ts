import { MedusaError } from "@medusajs/framework/utils";
import { z } from "@medusajs/framework/zod";
import { MAX_CSV_ADDRESSES } from "../exports/export-columns";
import { MAX_COLUMNS } from "./reading/read-header";
import { isDateFormat } from "./reading/values/date-format";
import { GROUPS_SEPARATORS, IMPORT_DELIMITERS, isEncoding, PROVINCE_READINGS } from "./types";

/** The most characters of a header or column in `mapping` and `constants`. */
const MAPPING_MAX_LENGTH = 500;

const mapping = z
  .record(z.string().max(MAPPING_MAX_LENGTH), z.string().max(MAPPING_MAX_LENGTH).nullable())
  .refine((given) => Object.keys(given).length <= MAX_COLUMNS, {
    error: `At most ${MAX_COLUMNS} columns can be mapped.`,
  });

const CONSTANT_MAX_LENGTH = 10_000;
export const PREFIX_MAX_LENGTH = 50;

const dateFormat = z.string().max(50).refine(isDateFormat, {
  error:
    "The date_format is not known. Write it with YYYY or YY, MM or M, DD or D, and for times HH or H, mm, ss and A, such as DD/MM/YYYY HH:mm",
});

/** The options of an import, with their defaults. */
export const importOptionsSchema = z.strictObject({
  /** No customer is stored: the counts say what would be created, updated and refused. */
  dry_run: z.boolean().default(false),
  /** What happens to an existing customer. `fail` makes the row an error. */
  on_conflict: z.enum(["update", "skip", "fail"]).default("update"),
  /** Whether an empty cell keeps the stored value, or clears it. */
  empty_cell: z.enum(["keep", "clear"]).default("keep"),
  /** Whether groups that do not exist are created; without it they make the row an error. */
  create_groups: z.boolean().default(false),
  /** Rows with an account: stored with it and an invitation to set a password, or as guests. */
  accounts: z.enum(["invite", "guest"]).default("invite"),
  /** Whether the import emits `customer.created` and `customer.updated` for the customers that it writes, as core does. */
  emit_row_events: z.boolean().default(false),
  /** Warnings are errors: a row of which something would be left out or changed is refused. */
  strict: z.boolean().default(false),
  /** The most addresses of a row. An export to CSV writes no more. */
  max_addresses: z.int().min(0).max(MAX_CSV_ADDRESSES).default(MAX_CSV_ADDRESSES),
  encoding: z
    .string()
    .max(50)
    .refine(isEncoding, {
      error:
        "The encoding is not known. Give a label of the WHATWG Encoding Standard, such as utf-8, windows-1252, macintosh",
    })
    .optional(),
  /** Without it: found in the header. */
  delimiter: z.enum(IMPORT_DELIMITERS).optional(),
  /**
   * From headers of the file to columns of our own format (`email`, `address_1_city`, `metadata.tier`). Null: the column is
   * skipped.
   */
  mapping: mapping.optional(),
  /** The mapping changes the rules of the known format. Without it these rules do not count beside a mapping. */
  extend_format: z.boolean().optional(),
  /** From columns of our own format to the value of each row whose cell is empty. Groups are added to those of the cell. */
  constants: z.record(z.string().max(MAPPING_MAX_LENGTH), z.string().max(CONSTANT_MAX_LENGTH)).optional(),
  /** Between the names of groups in a cell; `|` without it. */
  groups_separator: z.enum(GROUPS_SEPARATORS).optional(),
  /** Put before each external_id, to keep the ids of two systems apart. */
  external_id_prefix: z.string().max(PREFIX_MAX_LENGTH).optional(),
  /** The order of days and months in dates: `DD/MM/YYYY`. */
  date_format: dateFormat.optional(),
  /** Without it own exports keep their provinces, and those of other files become codes. */
  provinces: z.enum(PROVINCE_READINGS).optional(),
});

export type ImportOptionsInput = z.input<typeof importOptionsSchema>;
export type ImportOptions = z.output<typeof importOptionsSchema>;

/** @throws MedusaError (invalid_data) that names the option and what is allowed. */
export function parseImportOptions(given: ImportOptionsInput | undefined): ImportOptions {
  const result = importOptionsSchema.safeParse(given ?? {});
  if (result.success) {
    return result.data;
  }
  const [issue] = result.error.issues;
  const field = issue.code === "unrecognized_keys" ? issue.keys.join(", ") : issue.path.join(".");
  throw new MedusaError(
    MedusaError.Types.INVALID_DATA,
    `The option "${field}" of the import is not valid: ${issue.message}.`,
  );
}

import { MedusaError } from "@medusajs/framework/utils";
import { z } from "@medusajs/framework/zod";
import { MAX_CSV_ADDRESSES } from "../exports/export-columns";
import { MAX_COLUMNS } from "./reading/read-header";
import { isDateFormat } from "./reading/values/date-format";
import { IMPORT_DELIMITERS, isEncoding } from "./types";

/** How long a header of a mapping may be. */
const MAPPING_MAX_LENGTH = 500;

const mapping = z
  .record(z.string().max(MAPPING_MAX_LENGTH), z.string().max(MAPPING_MAX_LENGTH).nullable())
  .refine((given) => Object.keys(given).length <= MAX_COLUMNS, {
    error: `At most ${MAX_COLUMNS} columns can be mapped.`,
  });

const GROUPS_SEPARATORS = ["|", ",", ";"] as const;

const CONSTANT_MAX_LENGTH = 10_000;
export const PREFIX_MAX_LENGTH = 50;

const dateFormat = z.string().max(50).refine(isDateFormat, {
  error:
    "The date_format is not known. Write it with YYYY or YY, MM or M, DD or D, and for times HH or H, mm, ss and A, such as DD/MM/YYYY HH:mm",
});

/** What is asked of an import; `importOptions` fills in what is not given. */
export const importOptionsSchema = z.strictObject({
  /** Everything but the last step: the counts say what would be created, updated and refused, and nothing is stored. */
  dry_run: z.boolean().default(false),
  /** What happens to a customer that is there already: `fail` makes the row an error. */
  on_conflict: z.enum(["update", "skip", "fail"]).default("update"),
  /** What an empty cell says: leave the stored value, or clear it. */
  empty_cell: z.enum(["keep", "clear"]).default("keep"),
  /** Whether groups that are not there are made; without it they make the row an error. */
  create_groups: z.boolean().default(false),
  /** Rows with an account: created with one and an invitation to set a password, or stored as guests. */
  accounts: z.enum(["invite", "guest"]).default("invite"),
  /** Rows that name an account by their email alone: update it, or store nothing. Anyone can register with an email. */
  accounts_by_email: z.enum(["update", "skip"]).default("update"),
  /** Whether `customer.created` and `customer.updated` are emitted of the customers that it writes, as by core's workflows. */
  emit_row_events: z.boolean().default(false),
  /** Warnings are errors: a row of which something would be left out or changed is refused. */
  strict: z.boolean().default(false),
  /** Addresses a row may bring at most. A row may bring as many as an export to CSV writes. */
  max_addresses: z.int().min(0).max(MAX_CSV_ADDRESSES).default(MAX_CSV_ADDRESSES),
  encoding: z
    .string()
    .max(50)
    .refine(isEncoding, {
      error:
        "The encoding is not known. Give a label of the WHATWG Encoding Standard, such as utf-8, windows-1252, macintosh",
    })
    .optional(),
  delimiter: z.enum(IMPORT_DELIMITERS).optional(),
  /** The file's headers to columns of our own format. */
  mapping: mapping.optional(),
  /** Lays the mapping over the rules for files of the known format: columns that it does not name go where these say. */
  extend_format: z.boolean().optional(),
  /** Columns of our own format to what every row says there, unless its cell says otherwise. */
  constants: z.record(z.string().max(MAPPING_MAX_LENGTH), z.string().max(CONSTANT_MAX_LENGTH)).optional(),
  groups_separator: z.enum(GROUPS_SEPARATORS).optional(),
  /** Put before each external_id: the ids of two systems do not meet. */
  external_id_prefix: z.string().max(PREFIX_MAX_LENGTH).optional(),
  date_format: dateFormat.optional(),
  provinces: z.enum(["iso", "as_given"]).optional(),
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

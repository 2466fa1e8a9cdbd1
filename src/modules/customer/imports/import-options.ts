import { MedusaError } from "@medusajs/framework/utils";
import { z } from "@medusajs/framework/zod";
import { IMPORT_DELIMITERS, IMPORT_ENCODINGS } from "./types";

/** Headers of a file, and how long one may be, that a mapping can hold. */
const MAPPING_MAX_COLUMNS = 1_000;
const MAPPING_MAX_LENGTH = 500;

/** Addresses that a row may bring: as many as an export to CSV writes. */
const ADDRESSES_MAX = 50;

const mapping = z
  .record(z.string().max(MAPPING_MAX_LENGTH), z.string().max(MAPPING_MAX_LENGTH).nullable())
  .refine((given) => Object.keys(given).length <= MAPPING_MAX_COLUMNS, {
    error: `At most ${MAPPING_MAX_COLUMNS} columns can be mapped.`,
  });

/** What is asked of an import; `importOptions` fills in what is not given. */
export const importOptionsSchema = z.strictObject({
  /** Everything but the last step: what would be created, updated, refused is told, nothing is stored. */
  dry_run: z.boolean().default(false),
  /** What happens to a customer that is there already: `fail` makes the row an error. */
  on_conflict: z.enum(["update", "skip", "fail"]).default("update"),
  /** What an empty cell says: leave the stored value, or clear it. */
  empty_cell: z.enum(["keep", "clear"]).default("keep"),
  /** Whether groups that are not there are made; without it they make the row an error. */
  create_groups: z.boolean().default(false),
  /** Rows with an account: created with one and an invitation to set a password, or stored as guests. */
  accounts: z.enum(["invite", "guest"]).default("invite"),
  /** Whether `customer.created` and `customer.updated` are emitted of the customers that it writes, as by core's workflows. */
  emit_row_events: z.boolean().default(false),
  /** Addresses a row may bring at most. */
  max_addresses: z.int().min(0).max(ADDRESSES_MAX).default(ADDRESSES_MAX),
  encoding: z.enum(IMPORT_ENCODINGS).optional(),
  delimiter: z.enum(IMPORT_DELIMITERS).optional(),
  /** The file's headers to columns of our own format. */
  mapping: mapping.optional(),
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

import { z } from "zod";
import { CUSTOMER_FIELDS, namesOf } from "../../../modules/customer/fields";
import type {
  AdminImportOptions,
  AdminImportOptionsInput,
  ImportDelimiter,
  ImportMapping,
} from "../../../types/http/imports";
import { SKIPPED } from "./import-targets";

/** The likely ones; the routes take any label of the WHATWG Encoding Standard. */
export const ENCODINGS = [
  ...["utf-8", "windows-1252", "windows-1250", "windows-1251", "windows-1254", "macintosh"],
  ...["shift_jis", "gbk", "utf-16le", "utf-16be"],
];
export const DELIMITERS = [",", ";", "\t", "|"] as const;

/** The server finds it out. */
export const DETECTED = "detected";

const KEYS: readonly string[] = namesOf(CUSTOMER_FIELDS, { key: true });

/** Messages are keys of our texts. */
const columns = z.array(z.object({ name: z.string(), target: z.string() })).superRefine((given, context) => {
  const targets = given.map(({ target }) => target).filter((target) => target !== SKIPPED);
  given.forEach(({ target }, index) => {
    if (target !== SKIPPED && targets.filter((other) => other === target).length > 1) {
      context.addIssue({ code: "custom", path: [index, "target"], message: "imports.settings.errors.twice" });
    }
  });
  if (given.length > 0 && !targets.some((target) => KEYS.includes(target))) {
    context.addIssue({ code: "custom", path: [], message: "imports.settings.errors.noKey" });
  }
  if (targets.includes("name") && (targets.includes("first_name") || targets.includes("last_name"))) {
    context.addIssue({ code: "custom", path: [], message: "imports.settings.errors.nameTwice" });
  }
});

export const importSettingsSchema = z.object({
  columns,
  on_conflict: z.enum(["update", "skip", "fail"]),
  empty_cell: z.enum(["keep", "clear"]),
  accounts: z.enum(["invite", "guest"]),
  create_groups: z.boolean(),
  emit_row_events: z.boolean(),
  dry_run: z.boolean(),
  encoding: z.string(),
  delimiter: z.enum([DETECTED, ...DELIMITERS]),
});

export type ImportSettings = z.infer<typeof importSettingsSchema>;

export const DEFAULT_OPTIONS: AdminImportOptions = {
  dry_run: false,
  on_conflict: "update",
  empty_cell: "keep",
  create_groups: false,
  accounts: "invite",
  emit_row_events: false,
  strict: false,
  max_addresses: 50,
};

/** The form's values for a file with these columns. */
export function settingsOf(
  options: AdminImportOptions,
  columnNames: readonly string[],
  mapping: ImportMapping | undefined,
): ImportSettings {
  return {
    columns: columnNames.map((name) => ({ name, target: mapping?.[name] ?? SKIPPED })),
    on_conflict: options.on_conflict,
    empty_cell: options.empty_cell,
    accounts: options.accounts,
    create_groups: options.create_groups,
    emit_row_events: options.emit_row_events,
    dry_run: options.dry_run,
    encoding: options.encoding ?? DETECTED,
    delimiter: options.delimiter ?? DETECTED,
  };
}

/**
 * The options for the routes. `isMapped`: the columns go where the form says. Else the server finds that out: the ways of
 * Shopify's and WooCommerce's files go beyond a mapping.
 */
export function optionsOf(settings: ImportSettings, maxAddresses: number, isMapped: boolean): AdminImportOptionsInput {
  const { columns: mapped, encoding, delimiter, ...options } = settings;
  return {
    ...options,
    max_addresses: maxAddresses,
    encoding: encoding === DETECTED ? undefined : encoding,
    delimiter: delimiter === DETECTED ? undefined : (delimiter satisfies ImportDelimiter),
    mapping: isMapped ? mappingOf(mapped) : undefined,
  };
}

const mappingOf = (mapped: ImportSettings["columns"]): ImportMapping =>
  Object.fromEntries(mapped.map(({ name, target }) => [name, target === SKIPPED ? null : target]));

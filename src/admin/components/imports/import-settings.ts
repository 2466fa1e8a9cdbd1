import { z } from "zod";
import { CUSTOMER_FIELDS, namesOf } from "../../../modules/customer/fields";
import type {
  AdminImportOptions,
  AdminImportOptionsInput,
  ImportDelimiter,
  ImportMapping,
} from "../../../types/http/imports";
import { DELIMITERS, GROUPS_SEPARATORS, PROVINCE_READINGS } from "../../lib/server-facts";
import { ADDRESSES_MAX, SKIPPED } from "./import-targets";

/** The likely ones; the routes take any label of the WHATWG Encoding Standard. */
export const ENCODINGS = [
  ...["utf-8", "windows-1252", "windows-1250", "windows-1251", "windows-1254", "macintosh"],
  ...["shift_jis", "gbk", "utf-16le", "utf-16be"],
];

/** The usual orders of a date; the routes take any. A time of the day may follow. */
export const DATE_FORMATS = [
  "DD/MM/YYYY",
  "MM/DD/YYYY",
  "DD.MM.YYYY",
  "DD-MM-YYYY",
  "DD/MM/YY",
  "MM/DD/YY",
  "DD.MM.YY",
];

/** The server finds it out. */
export const DETECTED = "detected";

/** As the routes take it. */
export const PREFIX_MAX_LENGTH = 50;

/** A file has two addresses at most where it does not say the country. */
const COUNTRY_COLUMNS = ["address_1_country_code", "address_2_country_code"];

/** What the form asks of the constants, beside those that only the routes take. */
const FORM_CONSTANTS = [...COUNTRY_COLUMNS, "groups", "has_account"];

const KEYS: readonly string[] = namesOf(CUSTOMER_FIELDS, { key: true });

/** A line of a street may be in several columns: the street and the number of the house. */
const isStreet = (target: string): boolean => /^address_\d+_address_[12]$/.test(target);

/** `given`: the target as the server has found it, which several columns of a known format may have. */
const column = z.object({ name: z.string(), target: z.string(), given: z.string() });

const isChanged = ({ target, given }: z.infer<typeof column>): boolean => target !== given;

/** Messages are keys of our texts. */
const columns = z.array(column).superRefine((all, context) => {
  const targets = all.map(({ target }) => target).filter((target) => target !== SKIPPED);
  all.forEach(({ target }, index) => {
    const same = all.filter((other) => other.target === target);
    if (target !== SKIPPED && !isStreet(target) && same.length > 1 && same.some(isChanged)) {
      context.addIssue({ code: "custom", path: [index, "target"], message: "imports.settings.errors.twice" });
    }
  });
  if (all.length > 0 && !targets.some((target) => KEYS.includes(target))) {
    context.addIssue({ code: "custom", path: [], message: "imports.settings.errors.noKey" });
  }
  if (targets.includes("name") && targets.includes("first_name") !== targets.includes("last_name")) {
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
  strict: z.boolean(),
  /** Of each row: constants of the routes. */
  default_country: z.string(),
  groups_for_all: z.string(),
  account_for_all: z.boolean(),
  groups_separator: z.enum(GROUPS_SEPARATORS),
  external_id_prefix: z.string().max(PREFIX_MAX_LENGTH, "imports.settings.errors.longPrefix"),
  date_format: z.string(),
  provinces: z.enum([DETECTED, ...PROVINCE_READINGS]),
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
  max_addresses: ADDRESSES_MAX,
};

/** The form's values for a file with these columns. */
export function settingsOf(
  options: AdminImportOptions,
  columnNames: readonly string[],
  mapping: ImportMapping | undefined,
): ImportSettings {
  return {
    columns: columnNames.map((name) => {
      const target = mapping?.[name] ?? SKIPPED;
      return { name, target, given: target };
    }),
    on_conflict: options.on_conflict,
    empty_cell: options.empty_cell,
    accounts: options.accounts,
    create_groups: options.create_groups,
    emit_row_events: options.emit_row_events,
    dry_run: options.dry_run,
    strict: options.strict,
    default_country: options.constants?.[COUNTRY_COLUMNS[0]] ?? "",
    groups_for_all: options.constants?.groups ?? "",
    account_for_all: options.constants?.has_account === "true",
    groups_separator: options.groups_separator ?? "|",
    external_id_prefix: options.external_id_prefix ?? "",
    date_format: options.date_format ?? DETECTED,
    provinces: options.provinces ?? DETECTED,
    encoding: options.encoding ?? DETECTED,
    delimiter: options.delimiter ?? DETECTED,
  };
}

/**
 * The options for the routes. `earlier`: those of the import before, of which the form does not ask all. `isMapped`: all columns go
 * where the form says. Else the changed ones do, and the server finds out the others: the ways of Shopify's and WooCommerce's files
 * go beyond a mapping.
 */
export function optionsOf(
  settings: ImportSettings,
  earlier: AdminImportOptions,
  isMapped: boolean,
): AdminImportOptionsInput {
  const { columns: mapped, default_country, groups_for_all, account_for_all, ...options } = settings;
  const { encoding, delimiter, date_format, provinces, external_id_prefix } = options;
  return {
    ...options,
    max_addresses: earlier.max_addresses,
    encoding: encoding === DETECTED ? undefined : encoding,
    delimiter: delimiter === DETECTED ? undefined : (delimiter satisfies ImportDelimiter),
    date_format: date_format === DETECTED ? undefined : date_format,
    provinces: provinces === DETECTED ? undefined : provinces,
    external_id_prefix: external_id_prefix.trim() || undefined,
    constants: constantsOf(settings, earlier),
    ...(isMapped ? { mapping: mappingOf(mapped) } : changesOf(mapped, earlier)),
  };
}

/** An account that an earlier constant refuses stays refused where the form does not ask for accounts. */
function constantsOf(
  { default_country, groups_for_all, account_for_all }: ImportSettings,
  { constants: earlier = {} }: AdminImportOptions,
): AdminImportOptionsInput["constants"] {
  const others = Object.entries(earlier).filter(
    ([name, value]) => !FORM_CONSTANTS.includes(name) || (name === "has_account" && value !== "true"),
  );
  const country = default_country.trim();
  const groups = groups_for_all.trim();
  const constants = [
    ...others,
    ...(country ? COUNTRY_COLUMNS.map((column) => [column, country]) : []),
    ...(groups ? [["groups", groups]] : []),
    ...(account_for_all ? [["has_account", "true"]] : []),
  ];
  return constants.length > 0 ? Object.fromEntries(constants) : undefined;
}

/** The changed columns of a known format, with those of the import before. */
function changesOf(
  mapped: ImportSettings["columns"],
  { mapping, extend_format }: AdminImportOptions,
): Pick<AdminImportOptionsInput, "mapping" | "extend_format"> {
  const changes = { ...(extend_format ? mapping : undefined), ...mappingOf(mapped.filter(isChanged)) };
  return Object.keys(changes).length > 0 ? { mapping: changes, extend_format: true } : {};
}

const mappingOf = (mapped: ImportSettings["columns"]): ImportMapping =>
  Object.fromEntries(mapped.map(({ name, target }) => [name, target === SKIPPED ? null : target]));

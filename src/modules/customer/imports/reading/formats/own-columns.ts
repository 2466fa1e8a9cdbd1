import { ADDRESS_FIELDS, CUSTOMER_FIELDS, fileNames } from "../../../fields";

/** The columns of a customer in our own format, in the order in which the export writes them. */
export const OWN_CUSTOMER_COLUMNS = [...fileNames(CUSTOMER_FIELDS, {}), "groups" as const];

/** The fields of an address; the column of the first one's city is `address_1_city`. */
export const OWN_ADDRESS_FIELDS = fileNames(ADDRESS_FIELDS, {});

export type OwnCustomerColumn = (typeof OWN_CUSTOMER_COLUMNS)[number];
export type OwnAddressField = (typeof OWN_ADDRESS_FIELDS)[number];

/**
 * Signs with which a spreadsheet begins a formula or a command (OWASP, "CSV Injection"), as a part of an expression: also
 * the full-width, small and mathematical forms, which some take for the same.
 */
export const FORMULA_SIGNS =
  "=+\\-@%|\\uff1d\\uff0b\\uff0d\\uff20\\uff05\\uff5c\\ufe66\\ufe62\\ufe63\\ufe6b\\ufe6a\\u2212\\u207a\\u207b\\u207c";

/** White space in front does not keep a spreadsheet from it. */
const BEGINS_FORMULA = `(?:[\\t\\r\\n]|\\s*[${FORMULA_SIGNS}])`;
const FORMULA = new RegExp(`^${BEGINS_FORMULA}`);
/** An apostrophe also keeps a spreadsheet from taking digits for a number. */
const GUARDED = new RegExp(`^'+(?:${BEGINS_FORMULA}|\\d)`);
const TAB_GUARDED = new RegExp(`^\\t+[\\d${FORMULA_SIGNS}]`);
const AS_TEXT = /^="(.*)"$/s;
/** A number that was typed as a formula, so that its sign stays. */
const AS_FORMULA = /^=(?=\+?\d[\d ()/.-]*$)/;

/** The header of the column for a field of the n-th address, counted from 1. */
export function addressColumn(number: number, field: OwnAddressField): string {
  return `address_${number}_${field}`;
}

const ADDRESS_COLUMNS: ReadonlySet<string> = new Set(OWN_ADDRESS_FIELDS);

/** The address and field that a header names; undefined for any other header. */
export function parseAddressColumn(header: string): { number: number; field: OwnAddressField } | undefined {
  const [, digits, field] = header.match(/^address_([1-9]\d{0,2})_(\w+)$/) ?? [];
  // as: the set holds exactly these names.
  return digits && ADDRESS_COLUMNS.has(field) ? { number: Number(digits), field: field as OwnAddressField } : undefined;
}

/**
 * Keeps a spreadsheet from running a cell: an apostrophe before what begins like a formula, and one more before what
 * begins with an apostrophe and would look like a guarded cell. `removeFormulaGuard` is the exact way back.
 */
export function addFormulaGuard(cell: string): string {
  return FORMULA.test(cell) || GUARDED.test(cell) ? `'${cell}` : cell;
}

export function removeFormulaGuard(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell;
}

/** Columns whose apostrophe is never a part of the value: spreadsheets would take their values for numbers. */
const NUMBERS: ReadonlySet<string> = new Set(["external_id", "id", "phone", "postal_code", "slot"]);

/** As `removeFormulaGuard`, for files of other systems: before an id, a phone and a postal code any apostrophe is a guard. */
export function removeSpreadsheetGuard(cell: string, column: string): string {
  return NUMBERS.has(column) ? cell.slice(1) : removeFormulaGuard(cell);
}

/**
 * What other exporters put around a cell, to keep spreadsheets from changing it: `="02134"`, a tab before a formula or digits,
 * and of numbers `=+49170`.
 */
export function removeForeignGuard(cell: string, column: string): string {
  const [, text] = AS_TEXT.exec(cell) ?? [];
  if (NUMBERS.has(column) && AS_FORMULA.test(cell)) {
    return cell.slice(1);
  }
  return text?.replaceAll('""', '"') ?? (TAB_GUARDED.test(cell) ? cell.trimStart() : cell);
}

/** Group names in one cell, `|` between them; a `|` or `\` of a name has a `\` before it. */
export function formatGroups(names: readonly string[]): string {
  return addFormulaGuard(names.map((name) => name.replace(/[|\\]/g, "\\$&")).join("|"));
}

/** The way back from `formatGroups`, its guard removed before. Names are kept as written; empty ones are none. */
export function parseGroups(cell: string, separator = "|"): string[] {
  const names: string[] = [];
  let name = "";
  for (let index = 0; index < cell.length; index++) {
    if (cell[index] === separator) {
      names.push(name);
      name = "";
    } else {
      index += cell[index] === "\\" && index + 1 < cell.length ? 1 : 0;
      name += cell[index];
    }
  }
  return [...names, name].filter((one) => one !== "");
}

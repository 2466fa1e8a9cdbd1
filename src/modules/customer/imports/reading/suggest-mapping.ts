import { MedusaError } from "@medusajs/framework/utils";
import { isErrorOf } from "../../../../shared/errors";
import { CUSTOMER_KEYS } from "../types";
import { type Meaning, meaningsOf } from "./column-meanings";
import { foldName } from "./fold-name";
import type { FileFormat } from "./formats/format";
import { listNames, storableText } from "./reject-file";

const UNKNOWN_HEADER = "customers_import_unknown_header";

/** The header of a file is not known. `suggested_mapping`: what the names of its columns mean, for a person to confirm. */
export class UnknownHeader extends MedusaError {
  constructor(
    message: string,
    readonly suggested_mapping: Record<string, string>,
  ) {
    super(MedusaError.Types.INVALID_DATA, message, UNKNOWN_HEADER);
  }
}

/** By its code: the error may come from another copy of this class. */
export function isUnknownHeader(error: unknown): error is UnknownHeader {
  return isErrorOf(error) && error.code === UNKNOWN_HEADER;
}

/**
 * What the names of columns mean, one column for each target, and one for a part of it. Columns without such a name are not in it: a mapping leaves
 * them out, and in a file without a header they would be a customer's data.
 */
export function suggestMapping(headers: readonly string[]): Record<string, string> {
  const meanings = meaningsOf(headers);
  const targets = [...meanings.values()].map(({ target }) => target);
  // The id of an address finds nothing again beside columns of a customer alone.
  const isAlone = (target: string): boolean =>
    target.endsWith("_id") &&
    targets.length > 1 &&
    !targets.some((one) => one !== target && one.startsWith(target.replace(/id$/, "")));
  return Object.fromEntries(
    headers.flatMap((header) => {
      const { target } = meanings.get(header) ?? {};
      return target && !(target.startsWith("address_") && isAlone(target)) ? [[header, target]] : [];
    }),
  );
}

const NAMES_OF_CUSTOMER: readonly string[] = ["name", "first_name", "last_name"];

type KnownColumns = Pick<FileFormat, "targets" | "unknown">;

/** Columns that a format does not know, to targets that no column of the file has. */
export function lostColumns(headers: readonly string[], { targets, unknown }: KnownColumns): Map<string, Meaning> {
  const filled = new Map(targets.flatMap((target, index) => (target === null ? [] : [[target, headers[index]]])));
  const hasName = NAMES_OF_CUSTOMER.some((name) => filled.has(name));
  const isOfNamed = (target: string): boolean =>
    (hasName && NAMES_OF_CUSTOMER.includes(target)) || filled.has(target.replace(/_name$/, "_first_name"));
  return new Map(
    [...meaningsOf(headers, { asked: unknown, filled })].filter(
      ([, { target, isPart }]) => isPart || (!filled.has(target) && !isOfNamed(target)),
    ),
  );
}

/** @throws UnknownHeader for a file of a known system with mostly other columns, of which some mean a field that would be lost. */
export function refuseMostlyOthers(headers: readonly string[], file: KnownColumns): void {
  const lost = [...lostColumns(headers, file)].flatMap(([header, { target }]) =>
    target.startsWith("metadata.") ? [] : [header],
  );
  if (lost.length > 0 && headers.length <= 2 * file.unknown.length) {
    refuseHeader(
      `The header has columns of a known system, and mostly others: ${listNames(lost)} would be lost.`,
      headers,
    );
  }
}

const CONFIRM = "Confirm the suggested mapping of the answer, or correct it, and send the file with it.";

/** @throws UnknownHeader for a file with our columns and others that mean a field: they would be lost. */
export function refuseLosses(headers: readonly string[], file: KnownColumns): void {
  const lost = [...lostColumns(headers, file)].flatMap(([header, { target, isVague }]) =>
    isVague || target.startsWith("metadata.") ? [] : [[header, target]],
  );
  if (lost.length > 0) {
    const own = headers.filter((_, index) => file.targets[index] !== null).map((header) => [header, header]);
    const reason = `The header is ours but for ${listNames(lost.map(([header]) => header))}, which would be lost.`;
    throw new UnknownHeader(storableText(`${reason} ${CONFIRM}`), Object.fromEntries([...own, ...lost]));
  }
}

const noKey = (number: string | undefined): string =>
  "None of its columns names the customer of a row. " +
  (number === undefined
    ? "Add a column with the email, or with the customer's number, and map it to email or external_id."
    : `If the column ${listNames([number])} has the customer's number, map it to external_id; else add a column with the email.`);
const NO_NAMES =
  'If the file has a header, give a mapping from its names to ours, such as {"E-Mail": "email"}; if it has none, put one before its ' +
  "first line. The header has to be the first line.";

/** @throws UnknownHeader with a mapping as the names of the columns suggest it. `isOther`: its rows are no customers. */
export function refuseHeader(reason: string, headers: readonly string[], { isOther = false } = {}): never {
  const found = suggestMapping(headers);
  const suggested = withoutOtherKeys(found, isOther);
  const targets = Object.values(suggested);
  const number = isOther ? undefined : headers.find((header) => found[header] === "external_id");
  const hasKey = targets.some((target) => KEYS.includes(target));
  const what = targets.length === 0 ? NO_NAMES : hasKey ? CONFIRM : noKey(number);
  throw new UnknownHeader(storableText(`${reason} ${what}`), suggested);
}

const KEYS: readonly string[] = CUSTOMER_KEYS;

/** A list of addresses alone has none of them. */
const OF_A_CUSTOMER: readonly string[] = ["email", "phone", "company_name", "created_at", "groups"];

/**
 * Leaves out what names an order or an address, and no customer: the number of an order, which some lists have in a column Name, and
 * the id of a row that has an address and no field of a customer.
 */
function withoutOtherKeys(suggested: Record<string, string>, isOther: boolean): Record<string, string> {
  const columns = Object.entries(suggested);
  const targets = columns.map(([, target]) => target);
  const isOfAddress =
    targets.includes("address_1_address_1") && !targets.some((target) => OF_A_CUSTOMER.includes(target));
  const number = columns.find(([header, target]) => target === "name" && foldName(header) === "name");
  const isNumbered = isOther && number !== undefined && targets.includes("address_1_name");
  return Object.fromEntries(
    columns.flatMap(([header, target]) => {
      const isId = target === "external_id" && (isOther || (isOfAddress && foldName(header) === "id"));
      const isNumber = isNumbered && header === number[0];
      return isId || isNumber ? [] : [[header, isNumbered && target === "address_1_name" ? "name" : target]];
    }),
  );
}

import { GROUP_NAME_MAX_LENGTH } from "../../database/assert-storable";
import { type CellReaderName, CUSTOMER_FIELDS } from "../../fields";
import type { ImportReading } from "../types";
import type { CellReader, FileFormat } from "./formats/format";
import { parseGroups } from "./formats/own-columns";
import { fieldOf, type Target } from "./targets";
import { CellError, shown } from "./values/cell-error";
import { readCountry } from "./values/country";
import { dateFormatReader } from "./values/date-format";
import { readMetadata } from "./values/metadata";
import { readBoolean } from "./values/read-boolean";
import { readTimestamp } from "./values/timestamp";

const KEY_MAX_LENGTH = CUSTOMER_FIELDS.external_id.maxLength;

/** No phone is longer; what is, is another column's text. */
const PHONE_MAX_LENGTH = 100;

/** Groups that a row may join: no customer is in more, and a batch of rows holds all of theirs in memory. */
export const MAX_GROUPS = 1_000;

/** A number as a spreadsheet shows a long one; its last digits are lost. */
const ROUNDED = /^\d+(?:[.,]\d+)?E\+\d+$/i;

/** How the cells of a file are read. `exact`: white space around a key, and all of a phone, belongs to the value. */
export type CellReading = Pick<ImportReading, "date_format" | "groups_separator" | "external_id_prefix"> &
  Pick<FileFormat, "exact" | "noKey" | "noGroup">;

const tooLong = (what: string, cell: string, maximum: number): CellError =>
  new CellError(`${what} ${cell.length} characters; at most ${maximum} can be stored`);

const roundedNumber = (cell: string): CellError | undefined =>
  ROUNDED.test(cell.trim())
    ? new CellError(
        `${shown(cell)} is a number that a spreadsheet has rounded. Export the file again, the column as text`,
      )
    : undefined;

const keyReader = ({ exact, noKey, external_id_prefix: prefix = "" }: CellReading): CellReader => {
  return (cell) => {
    if (noKey?.includes(cell.trim())) {
      return undefined;
    }
    const key = prefix + (exact ? cell : cell.trim());
    return roundedNumber(cell) ?? (key.length > KEY_MAX_LENGTH ? tooLong("has", key, KEY_MAX_LENGTH) : key);
  };
};

/** Our own ids: `cus_` and a ULID (Crockford's base 32; its 128 bits begin with 0 to 7). */
const CUSTOMER_ID = /^cus_[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/**
 * Numbers of another system are never primary keys: the file of the next system would have the same ones, and overwrite
 * these customers.
 */
const readId: CellReader = (cell) =>
  CUSTOMER_ID.test(cell)
    ? cell
    : (roundedNumber(cell) ??
      new CellError(
        `${shown(cell)} is not an id of a Medusa customer (cus_ and 26 characters). An id of another system goes to ` +
          'external_id: send a mapping with {"id":"external_id"} and the other columns, or rename the column',
      ));

const phoneReader = ({ exact }: CellReading): CellReader => {
  return (cell) => {
    const rounded = roundedNumber(cell);
    if (exact || rounded) {
      return rounded ?? cell;
    }
    const phone = cell.trim();
    if (phone !== "" && !/\p{N}/u.test(phone)) {
      return new CellError(`has no digit: ${shown(phone)}`);
    }
    return phone.length > PHONE_MAX_LENGTH ? tooLong("has", phone, PHONE_MAX_LENGTH) : phone || undefined;
  };
};

const groupsReader = ({ exact, groups_separator: separator, noGroup }: CellReading): CellReader => {
  return (cell) => {
    const given = parseGroups(cell, separator).map((name) => (exact && !separator ? name : name.trim()));
    const names = [...new Set(given.filter((name) => name !== "" && !noGroup?.has(name.toLowerCase())))];
    if (names.length > MAX_GROUPS) {
      return new CellError(`names ${names.length} groups; at most ${MAX_GROUPS} are joined by one row`);
    }
    const long = names.find((name) => name.length > GROUP_NAME_MAX_LENGTH);
    return long ? tooLong("holds a name of", long, GROUP_NAME_MAX_LENGTH) : names;
  };
};

const timeReader = ({ date_format }: CellReading): CellReader => {
  const readFormat = date_format === undefined ? undefined : dateFormatReader(date_format);
  return (cell) => (cell.trim() === "" ? undefined : (readFormat?.(cell.trim()) ?? readTimestamp(cell)));
};

/** A rounded id would make one slot of several addresses. */
const readSlot: CellReader = (cell) =>
  roundedNumber(cell) ?? (cell.length > KEY_MAX_LENGTH ? tooLong("has", cell, KEY_MAX_LENGTH) : cell.trim());

const READERS: Record<CellReaderName, (reading: CellReading) => CellReader> = {
  id: ({ exact }) => (exact ? readId : (cell) => readId(cell.trim())),
  key: keyReader,
  email: () => (cell) => cell.trim() || undefined,
  mark: () => readBoolean,
  phone: phoneReader,
  time: timeReader,
  metadata: () => readMetadata,
  country: () => (cell) => (cell.trim() === "" ? undefined : readCountry(cell)),
};

/** How cells that go to a target are read; undefined: as they are. Emails are read when the whole row is known. */
export function cellReader(target: Target, reading: CellReading): CellReader | undefined {
  if (target.kind === "customer" && target.column === "groups") {
    return groupsReader(reading);
  }
  if (target.kind === "slot") {
    return readSlot;
  }
  const name = fieldOf(target)?.reader;
  return name && READERS[name](reading);
}

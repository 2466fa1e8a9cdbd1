import { GROUP_NAME_MAX_LENGTH } from "../../database/assert-storable";
import type { CellReaderName } from "../../fields";
import type { CellReader } from "./formats/format";
import { parseGroups } from "./formats/own-columns";
import { fieldOf, type Target } from "./targets";
import { CellError, shown } from "./values/cell-error";
import { readCountry } from "./values/country";
import { readMetadata } from "./values/metadata";
import { readBoolean } from "./values/read-boolean";
import { readTimestamp } from "./values/timestamp";

/** Unique indexes hold ids: PostgreSQL's index rows end at some 2,700 bytes, 500 letters of four bytes fit. */
const KEY_MAX_LENGTH = 500;

/** No phone is longer; what is, is another column's text. */
const PHONE_MAX_LENGTH = 100;

/** Groups that a row may join: no customer is in more, and a batch of rows holds all of theirs in memory. */
const MAX_GROUPS = 1_000;

const tooLong = (what: string, cell: string, maximum: number): CellError =>
  new CellError(`${what} ${cell.length} characters; at most ${maximum} can be stored`);

const readKey: CellReader = (cell) => (cell.length > KEY_MAX_LENGTH ? tooLong("has", cell, KEY_MAX_LENGTH) : cell);

/** Our own ids: `cus_` and a ULID (Crockford's base 32; its 128 bits begin with 0 to 7). */
const CUSTOMER_ID = /^cus_[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/**
 * Numbers of another system are never primary keys: the file of the next system would have the same ones, and overwrite
 * these customers.
 */
const readId: CellReader = (cell) =>
  CUSTOMER_ID.test(cell)
    ? cell
    : new CellError(
        `${shown(cell)} is not an id of a Medusa customer (cus_ and 26 characters). An id of another system goes to ` +
          'external_id: send a mapping with {"id":"external_id"} and the other columns, or rename the column',
      );

const readPhone: CellReader = (cell) => {
  const phone = cell.trim();
  return phone.length > PHONE_MAX_LENGTH ? tooLong("has", phone, PHONE_MAX_LENGTH) : phone || undefined;
};

const readGroups: CellReader = (cell) => {
  const names = [...new Set(parseGroups(cell))];
  if (names.length > MAX_GROUPS) {
    return new CellError(`names ${names.length} groups; at most ${MAX_GROUPS} are joined by one row`);
  }
  const long = names.find((name) => name.length > GROUP_NAME_MAX_LENGTH);
  return long ? tooLong("holds a name of", long, GROUP_NAME_MAX_LENGTH) : names;
};

const READERS: Record<CellReaderName, CellReader> = {
  id: readId,
  key: readKey,
  email: (cell) => cell.trim() || undefined,
  mark: readBoolean,
  phone: readPhone,
  time: readTimestamp,
  metadata: readMetadata,
  country: (cell) => (cell.trim() === "" ? undefined : readCountry(cell)),
};

/**
 * How cells that go to a target are read; undefined: as they are. Emails are read when the whole row is known. `exact`:
 * white space around a key is part of it.
 */
export function cellReader(target: Target, exact: boolean): CellReader | undefined {
  if (target.kind === "customer" && target.column === "groups") {
    return readGroups;
  }
  const name = fieldOf(target)?.reader;
  const reader = name && READERS[name];
  return reader && (name === "key" || name === "id") && !exact ? (cell) => reader(cell.trim()) : reader;
}

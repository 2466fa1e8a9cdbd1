import { EMAIL_MAX_LENGTH } from "../../database/assert-storable";
import { isEmail } from "../../emails/read-email";
import { ADDRESS_FIELDS, CUSTOMER_FIELDS, namesOf } from "../../fields";
import {
  CUSTOMER_KEYS,
  hasKey,
  type ImportedAddress,
  type ImportedCustomer,
  type ImportReading,
  type ImportRowError,
} from "../types";
import { cellReader } from "./cell-readers";
import type { CellReader } from "./formats/format";
import type { FileHeader } from "./read-header";
import { parseTarget, type Target } from "./targets";
import { CellError, UNSTORABLE } from "./values/cell-error";

/** What turns cells into customers besides the header. */
export type RowSettings = Pick<ImportReading, "empty_cell"> & { storedSpelling(email: string): string };

/** A row that is read: the customer, or all that is wrong with it. */
export type ReadRow = { customer: ImportedCustomer } | { errors: ImportRowError[] };

type Column = { index: number; header: string; name: string; target: Target; read?: CellReader };

/** A row in the making. Addresses stand in the places that their columns have. */
type Draft = {
  customer: ImportedCustomer;
  addresses: (ImportedAddress | undefined)[];
  metadata: string[];
  errors: ImportRowError[];
};

const APOSTROPHE = 39;

/** PostgreSQL has no place for either. */
const isUnstorable = (cell: string): boolean => cell.includes("\u0000") || !cell.isWellFormed();

const KEYS: readonly string[] = CUSTOMER_KEYS;

/** What an empty cell can clear: an id stays, and where the file gives no mark and no time the store decides. */
const CLEARABLE: ReadonlySet<string> = new Set(namesOf(CUSTOMER_FIELDS, { clearable: true }));
const CLEARABLE_OF_ADDRESS: ReadonlySet<string> = new Set(namesOf(ADDRESS_FIELDS, { clearable: true }));

/** Reads rows of one file: what can be found out from the header is found out once. */
export class RowReader {
  private readonly columns: readonly Column[];
  private readonly addressFields: readonly (readonly string[])[];
  private readonly clears: boolean;
  private suspicious = false;

  constructor(
    private readonly header: FileHeader,
    private readonly settings: RowSettings,
  ) {
    this.columns = header.targets.flatMap((name, index) => {
      const target = name === null ? undefined : parseTarget(name);
      return name !== null && target
        ? [{ index, header: header.headers[index], name, target, ...this.readerOf(target) }]
        : [];
    });
    this.addressFields = fieldsOfAddresses(this.columns);
    this.clears = settings.empty_cell === "clear";
  }

  /** `text`: the record that the cells are from. */
  read(cells: readonly string[], text: string): ReadRow {
    const expected = this.header.headers.length;
    if (cells.length !== expected) {
      const mend =
        cells.length > expected ? "Quote a cell that holds the delimiter" : "Empty cells need a delimiter too";
      return { errors: [{ field: null, reason: `has ${cells.length} cells, the header has ${expected}. ${mend}` }] };
    }
    // Asked once a row; only where the answer is bad, every cell is looked at.
    this.suspicious = isUnstorable(text);
    const draft: Draft = { customer: {}, addresses: [], metadata: [], errors: [] };
    for (const column of this.columns) {
      this.readCell(cells[column.index], column, draft);
    }
    this.finish(draft);
    return draft.errors.length > 0 ? { errors: draft.errors } : { customer: draft.customer };
  }

  private readerOf(target: Target): { read?: CellReader } {
    return { read: this.header.readers?.(target) ?? cellReader(target, this.header.exact) };
  }

  private readCell(given: string, column: Column, draft: Draft): void {
    const cell = given.charCodeAt(0) === APOSTROPHE ? this.header.clean(given, column.header) : given;
    const value = this.isEmpty(cell) ? undefined : this.valueOf(cell, column);
    if (value instanceof CellError) {
      draft.errors.push({ field: column.name, reason: value.reason });
    } else if (value !== undefined) {
      place(value, column.target, draft);
    } else if (this.clears) {
      clear(column.target, draft);
    }
  }

  private isEmpty(cell: string): boolean {
    return cell === "" || (!this.header.exact && cell.trim() === "");
  }

  private valueOf(cell: string, column: Column): ReturnType<CellReader> {
    if (this.suspicious && isUnstorable(cell)) {
      return new CellError(UNSTORABLE);
    }
    return column.read ? column.read(cell) : cell;
  }

  /** What depends on more than one cell. */
  private finish(draft: Draft): void {
    const { customer, errors } = draft;
    this.readEmail(draft);
    if (draft.metadata.length > 0) {
      customer.metadata = `{${draft.metadata.join(",")}}`;
    }
    this.placeAddresses(draft);
    if (!hasKey(customer) && !errors.some(({ field }) => field !== null && KEYS.includes(field))) {
      errors.push({ field: null, reason: `has neither ${KEYS.join(" nor ")}. Give one of them` });
    }
  }

  /** By the store's one rule, also in a row with an id: an email that was stored before the rule is not for a file to set. */
  private readEmail({ customer, errors }: Draft): void {
    if (typeof customer.email !== "string") {
      return;
    }
    const { email } = customer;
    if (email.length > EMAIL_MAX_LENGTH) {
      const reason = `has ${email.length} characters; at most ${EMAIL_MAX_LENGTH} can be stored`;
      errors.push({ field: "email", reason });
    } else if (!isEmail(email)) {
      errors.push({ field: "email", reason: "is not an email address" });
    } else {
      this.spellEmail(email, customer, errors);
    }
  }

  private spellEmail(email: string, customer: ImportedCustomer, errors: ImportRowError[]): void {
    try {
      customer.email = this.settings.storedSpelling(email);
    } catch {
      errors.push({ field: "email", reason: "is not an email address" });
    }
  }

  private placeAddresses({ customer, addresses, errors }: Draft): void {
    if (addresses.length === 0) {
      return;
    }
    const complete = this.header.completeAddresses?.(addresses) ?? addresses;
    const present = complete.flatMap((address, slot) => (address ? [{ address, slot }] : []));
    for (const mark of ["is_default_shipping", "is_default_billing"] as const) {
      const [, second] = present.filter(({ address }) => address[mark]);
      if (second) {
        const reason = "is true of an address before it too. One address can be the default";
        errors.push({ field: `address_${second.slot + 1}_${mark}`, reason });
      }
    }
    if (this.clears) {
      for (const { address, slot } of present) {
        clearMissing(address, this.addressFields[slot] ?? []);
      }
    }
    customer.addresses = present.map(({ address }) => address);
  }
}

/** The fields of each address that an empty cell clears, by the address's place. */
function fieldsOfAddresses(columns: readonly Column[]): string[][] {
  const fields: string[][] = [];
  for (const { target } of columns) {
    if (target.kind === "address" && CLEARABLE_OF_ADDRESS.has(target.field)) {
      fields[target.number - 1] = [...(fields[target.number - 1] ?? []), target.field];
    }
  }
  return fields;
}

function clearMissing(address: ImportedAddress, fields: readonly string[]): void {
  for (const field of fields) {
    if (!(field in address)) {
      Object.assign(address, { [field]: null });
    }
  }
}

function place(value: string | boolean | string[], target: Target, { customer, addresses, metadata }: Draft): void {
  if (target.kind === "customer") {
    // as: the reader of each column gives what the column holds; TypeScript cannot follow the pair.
    (customer as Record<string, unknown>)[target.column] = value;
  } else if (target.kind === "address") {
    const address = addresses[target.number - 1] ?? {};
    addresses[target.number - 1] = address;
    (address as Record<string, unknown>)[target.field] = value;
  } else if (target.kind === "metadata") {
    metadata.push(`${JSON.stringify(target.key)}:${JSON.stringify(value)}`);
  } else {
    const [, first, rest] = /^(\S+)\s*(.*)$/s.exec(String(value).trim()) ?? [];
    Object.assign(customer, { first_name: first, ...(rest ? { last_name: rest } : {}) });
  }
}

/** Addresses are cleared when it is known whether there is one; an empty text is how Medusa takes a key of metadata away. */
function clear(target: Target, { customer, metadata }: Draft): void {
  if (target.kind === "customer" && CLEARABLE.has(target.column)) {
    Object.assign(customer, { [target.column]: null });
  } else if (target.kind === "metadata") {
    metadata.push(`${JSON.stringify(target.key)}:""`);
  } else if (target.kind === "name") {
    Object.assign(customer, { first_name: null, last_name: null });
  }
}

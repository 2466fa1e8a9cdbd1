import { createHash } from "node:crypto";
import { UNSTORABLE } from "../../database/assert-storable";
import {
  CUSTOMER_KEYS,
  hasKey,
  type ImportErrorLevel,
  type ImportedCustomer,
  type ImportReading,
  type ImportRowError,
} from "../types";
import { cellOf, lostValueOf } from "./cell-of-column";
import { type CellReading, cellReader } from "./cell-readers";
import { applyConstants, type Constant, constantMetadata, readConstants } from "./constants";
import {
  type AddressReading,
  clearCell,
  clearedFields,
  type Draft,
  fillFromAddresses,
  finishAddresses,
  placeValue,
} from "./draft";
import { finishKeys, type KeyReading } from "./finish-keys";
import type { CellReader } from "./formats/format";
import { removeForeignGuard } from "./formats/own-columns";
import type { FileHeader } from "./read-header";
import { columnOf, parseTarget, type Target } from "./targets";
import { CellError } from "./values/cell-error";
import { maybeMojibake, mojibakeOf } from "./values/mojibake";
import { isNothing, spreadsheetError } from "./values/no-value";
import { readWithoutFraction, withoutFraction } from "./values/without-fraction";

/** What a reader of rows needs besides the header. `province` returns the code, where country and province are known. */
export type RowSettings = Omit<ImportReading, "encoding" | "delimiter" | "mapping"> & {
  storedSpelling(email: string): string;
  province?(country: string, province: string): string | CellError;
  /** Whether the country has a province of this name or code. */
  isProvince?(country: string, name: string): boolean;
};

/** The customer with what was left out, or all that is wrong with the row. */
export type ReadRow = { customer: ImportedCustomer; errors?: ImportRowError[] } | { errors: ImportRowError[] };

export type Column = {
  index: number;
  name: string;
  target: Target;
  column: string;
  level: ImportErrorLevel;
  read?: CellReader;
  /** Further columns of the target, see `MoreColumn`. */
  instead: readonly number[];
  parts: readonly number[];
};

/** The row before, in a format where a customer may have several rows. */
type RowBefore = { line: number; keys?: ImportedCustomer; addresses: number; isPassedOver?: boolean };

const APOSTROPHE = 39;
const EQUALS = 61;
const TAB = 9;

/** NUL and half of a surrogate pair, which PostgreSQL cannot store. */
const isUnstorable = (cell: string): boolean => cell.includes("\u0000") || !cell.isWellFormed();

const KEYS: readonly string[] = CUSTOMER_KEYS;
const namesKey = ({ field }: ImportRowError): boolean => field !== null && KEYS.includes(field);

/** Columns that say which customer the row is: without a right value the row could change another one. */
const NAMES_CUSTOMER: ReadonlySet<string> = new Set([...KEYS, "has_account"]);

const isWholeName = ({ kind }: Target): boolean => kind === "name" || kind === "address_name";

/** Whether the column has the whole name of a person whose first or last name is read already: it says the same once more. */
function isNamed(target: Target, { customer, addresses }: Draft): boolean {
  const person =
    target.kind === "name" ? customer : target.kind === "address_name" ? addresses[target.number - 1] : undefined;
  return Boolean(person?.first_name || person?.last_name);
}

/** Reads rows of one file. What follows from the header is computed once. */
export class RowReader {
  /** Whole names come last. */
  private readonly columns: Column[];
  private readonly constants: readonly Constant[];
  private readonly metadata: readonly string[];
  private readonly warning: ImportErrorLevel;
  private readonly keys: KeyReading;
  private readonly addresses: AddressReading;
  private suspicious = false;
  private mojibake = false;
  private before: RowBefore | undefined;

  constructor(
    private readonly header: FileHeader,
    private readonly settings: RowSettings,
  ) {
    const { exact, noKey, noGroup, groupsSeparator } = header;
    const reading: CellReading = {
      ...settings,
      ...{ exact, noKey, noGroup, groups_separator: settings.groups_separator ?? groupsSeparator },
    };
    this.warning = settings.strict ? "error" : "warning";
    this.columns = header.targets.flatMap((name, index) => {
      const target = name === null ? undefined : parseTarget(name);
      return name !== null && target ? [this.columnOf({ index, name, target }, reading)] : [];
    });
    this.columns.sort((one, other) => Number(isWholeName(one.target)) - Number(isWholeName(other.target)));
    this.constants = readConstants(settings.constants ?? {}, reading);
    this.metadata = constantMetadata(this.constants);
    const { external_id_prefix, storedSpelling } = settings;
    this.keys = { exact, warning: this.warning, external_id_prefix, given: this.metadata.length, storedSpelling };
    const clears = settings.empty_cell === "clear";
    const cleared = clears ? clearedFields(this.columns.map(({ target }) => target)) : [];
    this.addresses = { header, settings, warning: this.warning, source: sourceOf(header, settings), cleared };
  }

  /** `text`: the record that the cells are from; `line`: where it begins. @returns undefined for a skipped row. */
  read(cells: readonly string[], text: string, line: number): ReadRow | undefined {
    if (this.isOneOf(this.header.skipped, cells)) {
      this.before = { line, addresses: 0, isPassedOver: true };
      return undefined;
    }
    const surplus = this.surplusOf(cells);
    if (surplus) {
      this.skip(line);
      return { errors: [surplus] };
    }
    // Checked once for each row: cells are checked only in a row with such signs.
    this.suspicious = isUnstorable(text);
    this.mojibake = maybeMojibake(text);
    const draft: Draft = { customer: {}, addresses: [], metadata: [...this.metadata], problems: [] };
    for (const column of this.columns) {
      if (!isNamed(column.target, draft)) {
        this.readCell(cellOf(cells, column, this.header.exact), column, draft);
        this.warn(lostValueOf(cells, column), column, draft);
      }
    }
    if (this.isOneOf(this.header.skippedAddress, cells)) {
      draft.addresses = [];
    }
    const { customer, problems } = draft;
    const passesKeyless = this.header.skipsKeyless || (this.header.continues && this.before?.isPassedOver);
    this.finish(draft, line);
    if (passesKeyless && !hasKey(customer) && !problems.some(namesKey)) {
      return undefined;
    }
    if (problems.some(({ level }) => level === "error")) {
      return { errors: problems };
    }
    return problems.length ? { customer, errors: problems } : { customer };
  }

  private isOneOf(skipped: FileHeader["skipped"] = [], cells: readonly string[]): boolean {
    return skipped.some((one) => one.cells.includes((cells[one.index] ?? "").trim().toLowerCase()));
  }

  /** Skips a row. The next row does not belong to the customer before it. */
  skip(line: number): void {
    this.before = { line, addresses: 0 };
  }

  private columnOf(one: Pick<Column, "index" | "name" | "target">, reading: CellReading): Column {
    const column = columnOf(one.target);
    const more = (this.header.more ?? []).filter(({ target }) => target === one.name);
    const [instead, parts] = (["instead", "part"] as const).map((kind) =>
      more.flatMap((other) => (other.kind === kind ? [other.index] : [])),
    );
    const names = one.target.kind === "customer" && NAMES_CUSTOMER.has(column);
    const read = this.header.readers?.(one.target) ?? cellReader(one.target, reading);
    return { ...one, column, level: names ? "error" : this.warning, read, instead, parts };
  }

  /** Returns an error for a cell with a value behind the last column of the header. */
  private surplusOf(cells: readonly string[]): ImportRowError | undefined {
    const expected = this.header.headers.length;
    if (cells.length <= expected || cells.slice(expected).every((cell) => cell.trim() === "")) {
      return undefined;
    }
    const reason = `has ${cells.length} cells, the header has ${expected}. Quote a cell that holds the delimiter`;
    return { level: "error", field: null, reason };
  }

  private readCell(given: string, column: Column, draft: Draft): void {
    const cleaned = this.clean(given, column.column);
    const cell = this.header.exact ? cleaned : withoutFraction(cleaned, column.column);
    const value = this.isEmpty(cell, column.column) ? undefined : this.valueOf(cell, column);
    if (value instanceof CellError) {
      draft.problems.push({ level: column.level, field: column.name, reason: value.reason });
    } else if (value !== undefined) {
      placeValue(value, column.target, draft);
      this.warn(this.mojibake ? mojibakeOf(cell) : undefined, column, draft);
      this.warn(cell === cleaned ? undefined : readWithoutFraction(cleaned, cell), column, draft);
    } else if (this.settings.empty_cell === "clear") {
      clearCell(column.target, draft);
    }
  }

  private warn(reason: string | undefined, { name: field }: Column, { problems }: Draft): void {
    if (reason) {
      problems.push({ level: this.warning, field, reason });
    }
  }

  private clean(cell: string, column: string): string {
    switch (cell.charCodeAt(0)) {
      case APOSTROPHE:
        return this.header.clean(cell, column);
      case EQUALS:
      case TAB:
        return removeForeignGuard(cell, column);
      default:
        return cell;
    }
  }

  private isEmpty(cell: string, column: string): boolean {
    return cell === "" || (!this.header.exact && isNothing(cell, column));
  }

  private valueOf(cell: string, column: Column): ReturnType<CellReader> {
    if (this.suspicious && isUnstorable(cell)) {
      return new CellError(UNSTORABLE);
    }
    const error = this.header.exact ? undefined : spreadsheetError(cell);
    return error ?? (column.read ? column.read(cell) : cell);
  }

  /** Completes what depends on more than one cell. */
  private finish(draft: Draft, line: number): void {
    const { customer, problems } = draft;
    finishKeys(draft, this.keys);
    applyConstants(this.constants, draft);
    const isWrong = problems.some((problem) => problem.level === "error" && namesKey(problem));
    const isKeyed = hasKey(customer);
    if (!isKeyed && !isWrong) {
      this.continueCustomer(draft);
    }
    this.header.completeRow?.(draft, this.before?.keys);
    fillFromAddresses(draft, this.header.filled ?? []);
    if (draft.metadata.length > 0) {
      customer.metadata = `{${draft.metadata.join(",")}}`;
    }
    const place = this.header.rowPerAddress ? this.numberAddress(draft, isKeyed) : 0;
    if (draft.addresses.length > 0) {
      finishAddresses(draft, this.addresses);
    }
    if (this.header.continues || this.header.completeRow || this.header.rowPerAddress) {
      this.keep(draft, line, place);
    }
  }

  /** A row without a key is another address of the customer before it, where files of the system have such rows. */
  private continueCustomer({ customer, problems }: Draft): void {
    if (!this.header.continues || !this.before) {
      const reason = `has neither ${KEYS.join(" nor ")}. Give one of them`;
      problems.push({ level: "error", field: null, reason });
    } else if (this.before.keys) {
      Object.assign(customer, this.before.keys);
    } else {
      const reason = `belongs to the customer of line ${this.before.line}, which is refused`;
      problems.push({ level: "error", field: null, reason });
    }
  }

  /**
   * Gives the address its place among those of the customer as slot, unless the row repeats the customer's key: such rows may be
   * in several files. @returns how many addresses the customer has so far.
   */
  private numberAddress({ customer, addresses }: Draft, isKeyed: boolean): number {
    const { keys, addresses: before = 0 } = this.before ?? {};
    const isSame = keys !== undefined && CUSTOMER_KEYS.some((key) => customer[key] && customer[key] === keys[key]);
    const [address] = addresses;
    const place = (isSame ? before : 0) + (address ? 1 : 0);
    if (address && address.slot === undefined && !(isSame && isKeyed)) {
      address.slot = `#${place}`;
    }
    return place;
  }

  /** What the next row may go on with; the customer of a refused row has no further addresses. */
  private keep({ customer, problems }: Draft, line: number, addresses: number): void {
    const { id, external_id, email } = customer;
    const isRefused = problems.some(({ level }) => level === "error");
    if (!isRefused) {
      const keys = { ...(id && { id }), ...(external_id && { external_id }), ...(email && { email }) };
      this.before = { line, keys, addresses };
    } else if (hasKey(customer) || problems.some(namesKey)) {
      this.before = { line, addresses: 0 };
    }
  }
}

/** Files of one system have the same columns: those of a mapping tell one source from another. */
function sourceOf({ format, headers }: FileHeader, { external_id_prefix = "" }: RowSettings): string {
  const columns = format === "mapped" ? createHash("sha256").update(headers.join("\n")).digest("hex").slice(0, 12) : "";
  return [format, columns, external_id_prefix].filter(Boolean).join(":");
}

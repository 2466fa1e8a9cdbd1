import type { ImportedAddress, ImportedCustomer, ImportFormat, ImportReading } from "../../types";
import type { Draft } from "../draft";
import type { Target } from "../targets";
import type { CellError } from "../values/cell-error";

/** A cell as a field holds it; undefined: as if the cell were empty. */
export type CellReader = (cell: string) => string | boolean | string[] | CellError | undefined;

/** The addresses of a row, in the places that their columns have. */
export type AddressPlaces = (ImportedAddress | undefined)[];

/** Another column of a target. `instead`: for rows without a value before it; `part`: follows the value. */
export type MoreColumn = { index: number; target: string; kind: "instead" | "part" };

export type ColumnNote = { field: string; reason: string; unless?: string };

/** A field of the customer that an address has too. */
export type FilledField = "first_name" | "last_name" | "phone" | "company_name";

export const ALL_FILLED: readonly FilledField[] = ["first_name", "last_name", "phone", "company_name"];

/** What helps to read addresses. `warn`: about a field of the first. */
export type AddressContext = {
  isProvince(country: string, name: string): boolean;
  warn(field: string, reason: string): void;
};

/** What is particular to files of one system. */
export type FileFormat = {
  format: ImportFormat;
  /** The target of each column, in the header's order; null: left out. */
  targets: (string | null)[];
  more?: readonly MoreColumn[];
  /** Columns that the format does not know: each is left out with a warning. */
  unknown: readonly string[];
  /** Takes off the apostrophe that exports put before a cell. Called for cells that begin with one; `column`: its field. */
  clean: (cell: string, column: string) => string;
  /** Rows whose column holds one of the texts, in small letters, are passed over with the further rows of their customer: they are deleted there. */
  skipped?: readonly { index: number; cells: readonly string[] }[];
  /** The address of a row whose column holds one of the texts, in small letters, is left out: it is deleted there. */
  skippedAddress?: readonly { index: number; cells: readonly string[] }[];
  /** Rows without a key are of no customer, and passed over. */
  skipsKeyless?: boolean;
  /** What is to be said of columns that the format knows, unless a constant or a column fills the target `unless`. */
  notes?: readonly ColumnNote[];
  /** Fields of the customer that the system asks for in addresses only. */
  filled?: readonly FilledField[];
  /** Texts in the place of a key that say there is none. */
  noKey?: readonly string[];
  /** Names of groups, in lower case, that say that a customer has no account. A customer is in none of them here. */
  noGroup?: ReadonlySet<string>;
  /**
   * `many`: the system may have several customers of one email. Rows of them that do not contradict are one customer here, and slots
   * have the id of the record.
   */
  idsPerEmail?: "many";
  /** Between the names of groups, unless the import says otherwise. */
  groupsSeparator?: ImportReading["groups_separator"];
  /** White space counts: a cell of nothing else is not empty, and a key keeps it. */
  exact: boolean;
  /** How cells of a target are read where it is not in the ordinary way. */
  readers?: (target: Target) => CellReader | undefined;
  /** Sets what depends on several cells of a row. `before`: the keys of the row before. */
  completeRow?: (draft: Draft, before: ImportedCustomer | undefined) => void;
  /** What the file does not say by its columns: which addresses are defaults, which slot each fills. */
  completeAddresses?: (addresses: AddressPlaces, context: AddressContext) => AddressPlaces;
  /** How many addresses a row has in columns of the format; a mapping may add others. */
  places?: number;
  /** The number of the address that counts where the first is empty. */
  substitute?: number;
  /** A row without a key goes on with the customer of the row before it: another address. */
  continues?: boolean;
  /**
   * A customer has a row for each address, in a fixed order: an address without an id in the file has its place as slot. Only
   * together with `continues`: rows without a key stay with their customer when a file is split.
   */
  rowPerAddress?: boolean;
};

import type { ImportedAddress, ImportFormat } from "../../types";
import type { Target } from "../targets";
import type { CellError } from "../values/cell-error";

/** A cell as a field holds it; undefined: as if the cell were empty. */
export type CellReader = (cell: string) => string | boolean | string[] | CellError | undefined;

/** What is particular to files of one system. */
export type FileFormat = {
  format: ImportFormat;
  /** The target of each column, in the header's order; null: passed over. */
  targets: (string | null)[];
  /** A cell before it is read: what exports put before it is taken off. Called for cells that begin with an apostrophe. */
  clean: (cell: string, header: string) => string;
  /** White space counts: a cell of nothing else is not empty, and a key keeps it. */
  exact: boolean;
  /** How cells of a target are read where it is not in the ordinary way. */
  readers?: (target: Target) => CellReader | undefined;
  /** What the file does not say by columns of its own: which addresses are defaults. Slots without an address are empty. */
  completeAddresses?: (addresses: (ImportedAddress | undefined)[]) => (ImportedAddress | undefined)[];
};

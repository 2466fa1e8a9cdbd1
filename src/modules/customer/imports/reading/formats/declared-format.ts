import type { ImportFormat } from "../../types";
import type { FileFormat } from "./format";
import { removeSpreadsheetGuard } from "./own-columns";
import { isSecretHeader } from "./secrets";

/**
 * The columns of one system's customer files, by their names in lower case: which a file needs to be known for one, which
 * go where, and which are left out on purpose. Any other column of a file is left out with a warning.
 */
export type DeclaredFormat = Pick<FileFormat, "readers" | "completeAddresses" | "continues"> & {
  format: ImportFormat;
  /** The system's name, for messages. */
  title: string;
  /** A file has so many of each list, else it is another system's. */
  needs: readonly { least: number; of: readonly string[] }[];
  /** From a target to the columns that may hold it: the first that a file has is read. */
  columns: Readonly<Record<string, readonly string[]>>;
  /** Left out on purpose. `*` at the end: all that begin so. */
  ignored: readonly string[];
};

const plain = (header: string): string => header.toLowerCase();

/** How many columns of a file the format knows, less those that it does not; undefined when the file is none of its. */
export function fitOf(declared: DeclaredFormat, headers: readonly string[]): number | undefined {
  const named = new Set(headers.map(plain));
  const isIts = declared.needs.every(({ least, of }) => of.filter((header) => named.has(header)).length >= least);
  const unknown = unknownColumns(declared, headers).length;
  return isIts ? headers.length - 2 * unknown : undefined;
}

/** What the format makes of a file. */
export function formatOf(declared: DeclaredFormat, headers: readonly string[]): FileFormat {
  const { format, columns, readers, completeAddresses, continues } = declared;
  const named = headers.map(plain);
  const targets = headers.map((): string | null => null);
  for (const [target, names] of Object.entries(columns)) {
    const name = names.find((one) => named.includes(one));
    if (name !== undefined) {
      targets[named.indexOf(name)] = target;
    }
  }
  return {
    ...{ format, targets, readers, completeAddresses, continues },
    unknown: unknownColumns(declared, headers),
    clean: removeSpreadsheetGuard,
    exact: false,
  };
}

function unknownColumns({ columns, ignored }: DeclaredFormat, headers: readonly string[]): string[] {
  const known = new Set([...Object.values(columns).flat(), ...ignored]);
  const beginnings = ignored.filter((name) => name.endsWith("*")).map((name) => name.slice(0, -1));
  return headers.filter((header) => {
    const name = plain(header);
    const isKnown = name === "" || known.has(name) || beginnings.some((beginning) => name.startsWith(beginning));
    return !isKnown && !isSecretHeader(header);
  });
}

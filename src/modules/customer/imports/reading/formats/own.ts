import { listNames, refuseFile } from "../reject-file";
import { fieldOf, parseTarget } from "../targets";
import type { CellReader, FileFormat } from "./format";
import { removeFormulaGuard } from "./own-columns";

/** The export gives a phone as the store has it: it goes back as it is, whatever it holds. */
const asItIs: CellReader = (cell) => cell;

/**
 * Our own export, whole or in part. A column that it does not have is more likely a mistake than a column to lose
 * without a word.
 */
export function ownFormat(headers: readonly string[]): FileFormat {
  const unknown = headers.filter((header) => header !== "" && parseTarget(header) === undefined);
  if (unknown.length > 0) {
    refuseFile(
      `The file has columns that are not known: ${listNames(unknown)}. Remove or rename them, or give a mapping: ` +
        `{"${unknown[0].slice(0, 60)}": "metadata.KEY"} keeps a column, and columns that a mapping does not name are left out.`,
    );
  }
  return {
    format: "own",
    targets: headers.map((header) => header || null),
    clean: removeFormulaGuard,
    exact: true,
    readers: (target) => (fieldOf(target)?.reader === "phone" ? asItIs : undefined),
  };
}

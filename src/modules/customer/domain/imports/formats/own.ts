import { removeFormulaGuard } from "../../csv/own-format";
import { listNames, refuseFile } from "../refuse-file";
import { parseTarget } from "../targets";
import { readOwnCountry } from "../values/country";
import type { FileFormat } from "./format";

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
    readers: (target) => (target.kind === "address" && target.field === "country_code" ? readOwnCountry : undefined),
  };
}

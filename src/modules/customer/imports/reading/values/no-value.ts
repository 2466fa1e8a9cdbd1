import { CellError, shown } from "./cell-error";

/** How databases and programs write that there is no value. Only so spelled: Null and Nan are names. */
const NULLS: ReadonlySet<string> = new Set([
  ...["NULL", "\\N", "null", "undefined"],
  // Data frames of Python.
  ...["nan", "NaN", "NaT", "None", "<NA>"],
]);

/** What people and lists write into a cell for which they have no value. */
const SIGNS: ReadonlySet<string> = new Set(["-", "--", "---", "–", "—", "N/A", "n/a", "(null)"]);

/** What Excel, LibreOffice and Google Sheets show where a formula has no result. */
const ERRORS: ReadonlySet<string> = new Set([
  ...["#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#ERROR!", "#SPILL!"],
  ...["#NV", "#BEZUG!", "#WERT!", "#NOM?", "#VALEUR!"],
]);

const NUMBER_SIGN = 35;

/** Columns that say which customer a row is: a sign in their place is a fault. */
const WITHOUT_SIGNS: ReadonlySet<string> = new Set(["email", "id", "has_account"]);

/** Whether a cell of another system says that there is no value. */
export function isNothing(cell: string, column: string): boolean {
  const text = cell.trim();
  return text === "" || NULLS.has(text) || (SIGNS.has(text) && !WITHOUT_SIGNS.has(column));
}

/** The error of a formula in place of a value; undefined for any other cell. */
export function spreadsheetError(cell: string): CellError | undefined {
  return cell.charCodeAt(0) === NUMBER_SIGN && ERRORS.has(cell.trim())
    ? new CellError(`${shown(cell)} is an error of a spreadsheet in place of a value. Correct the cell`)
    : undefined;
}

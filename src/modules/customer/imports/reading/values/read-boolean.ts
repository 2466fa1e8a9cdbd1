import { CellError, shown } from "./cell-error";

const MARKS: ReadonlyMap<string, boolean> = new Map([
  ...["true", "yes", "1"].map((word): [string, boolean] => [word, true]),
  ...["false", "no", "0"].map((word): [string, boolean] => [word, false]),
]);

/** A yes or no, in the words that exports have for it. */
export function readBoolean(cell: string): boolean | CellError {
  return (
    MARKS.get(cell.trim().toLowerCase()) ?? new CellError(`${shown(cell)} is neither true (yes, 1) nor false (no, 0)`)
  );
}

import { Refusal, shown } from "./cell-error";

const MARKS: ReadonlyMap<string, boolean> = new Map([
  ...["true", "yes", "1"].map((word): [string, boolean] => [word, true]),
  ...["false", "no", "0"].map((word): [string, boolean] => [word, false]),
]);

/** A yes or no, in the words that exports have for it. */
export function readMark(cell: string): boolean | Refusal {
  return (
    MARKS.get(cell.trim().toLowerCase()) ?? new Refusal(`${shown(cell)} is neither true (yes, 1) nor false (no, 0)`)
  );
}

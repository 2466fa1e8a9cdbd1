/** A cell that cannot be taken, and why, put so that it can stand behind the name of the column. */
export class CellError {
  constructor(readonly reason: string) {}
}

const SHOWN = 40;

/** The cell as a reason quotes it; a long one is kept beside the reason anyway. */
export function shown(cell: string): string {
  return cell.length <= SHOWN ? `"${cell}"` : `"${cell.slice(0, SHOWN).toWellFormed()}..."`;
}

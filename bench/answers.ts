import type { SideMeasurement } from "./measure";
import type { RunnableOperation, Side } from "./operations/operation";

/**
 * An answer in short, to be compared between the sides: the number of rows, with their ids where these must agree, and
 * the count of a list-and-count.
 */
export function describeAnswer(result: unknown, compares: NonNullable<RunnableOperation["compares"]>): string {
  if (compares === "nothing") {
    return "";
  }
  const isCounted = Array.isArray(result) && result.length === 2 && Array.isArray(result[0]);
  const rows: unknown = isCounted ? result[0] : result;
  const list = Array.isArray(rows) ? rows : [rows];
  const count = isCounted ? ` of ${String(result[1])}` : "";
  const ids = compares === "rows" ? `: ${list.map(idOf).join(" ")}` : "";
  return `${list.length}${count}${ids}`;
}

/** What a reader should know when two sides did not do the same. */
export function differences(operation: RunnableOperation, sides: Record<Side, SideMeasurement>): string[] {
  const { core, ours, raw } = sides;
  const done = Object.entries(sides).filter(([, side]) => side.answer !== undefined && side.failure === undefined);
  const answers = new Set(done.map(([, side]) => side.answer));
  const notes: string[] = [];
  if (answers.size > 1) {
    notes.push(`answers differ (${done.map(([name, side]) => `${name} ${brief(side.answer)}`).join(", ")})`);
  }
  const bothRan = core.failure === undefined && ours.failure === undefined && raw.failure === undefined;
  if (operation.writes !== undefined && bothRan && core.eventsPerCall !== ours.eventsPerCall) {
    notes.push(`events differ (core ${core.eventsPerCall}, ours ${ours.eventsPerCall})`);
  }
  return notes;
}

function idOf(row: unknown): string {
  return typeof row === "object" && row !== null && "id" in row ? String(row.id) : "?";
}

/** Without the ids: where the numbers agree, other rows or another order make the difference. */
function brief(answer: string | undefined): string {
  return answer?.split(":")[0] ?? "nothing";
}

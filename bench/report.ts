import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Measurement } from "./measure";
import { SIDES, type Side } from "./operations/operation";
import { median, percentile } from "./statistics";

/** One operation in bench/results/<rows>.json. Times are medians in milliseconds; null: not measured. */
export type OperationResult = {
  name: string;
  core_ms: number | null;
  ours_ms: number | null;
  raw_ms: number | null;
  /** How many times quicker ours is than core: core / ours. */
  vs_core: number | null;
  /** How many times slower ours is than SQL alone: ours / raw. */
  vs_raw: number | null;
  /** Ours: 95 of 100 calls took no longer. With seven rounds that is the slowest. */
  p95_ms: number | null;
  rounds: number;
  notes: string[];
};

export type BenchResult = {
  rows: number;
  node: string;
  postgres: string;
  /** Further circumstances: the server's settings, the processors, the date, the time that the migrations took. */
  circumstances: Record<string, string | number>;
  operations: OperationResult[];
};

const RESULTS_DIRECTORY = join(__dirname, "results");

export function toResult({ name, rounds, sides, notes }: Measurement): OperationResult {
  const middle = (side: Side) => rounded(median(sides[side].milliseconds));
  const [core, ours, raw] = SIDES.map(middle);
  return {
    name,
    core_ms: core ?? null,
    ours_ms: ours ?? null,
    raw_ms: raw ?? null,
    vs_core: ratio(core, ours),
    vs_raw: ratio(ours, raw),
    p95_ms: rounded(percentile(sides.ours.milliseconds, 0.95)),
    rounds,
    notes,
  };
}

/** A Markdown table, aligned for a terminal as well. */
export function resultTable(operations: readonly OperationResult[]): string {
  const rows = operations.map((operation) => [
    operation.name,
    ...[operation.core_ms, operation.ours_ms, operation.raw_ms].map(time),
    times(operation.vs_core),
    times(operation.vs_raw),
    time(operation.p95_ms),
    operation.notes.join("; ").replaceAll("|", "/"),
  ]);
  const header = ["operation", "core ms", "ours ms", "raw ms", "vs core", "vs raw", "ours p95", "notes"];
  return markdownTable(header, rows);
}

/** Text to the left, as in the first and the last column; numbers to the right. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const last = header.length - 1;
  const isText = (column: number) => column === 0 || (column === last && header[last] === "notes");
  const widths = header.map((title, column) =>
    Math.max(3, title.length, ...rows.map((row) => (column === last ? 0 : (row[column] ?? "").length))),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (isText(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(" | ")} |`;
  const rule = `| ${widths.map((width, column) => (isText(column) ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  return [line(header), rule, ...rows.map(line)].join("\n");
}

/** @returns the path of the file, beside which a table of the same name lies. */
export async function writeResult(name: string, result: object, table: string): Promise<string> {
  await mkdir(RESULTS_DIRECTORY, { recursive: true });
  const path = join(RESULTS_DIRECTORY, `${name}.json`);
  await writeFile(path, `${JSON.stringify(result, undefined, 2)}\n`);
  await writeFile(join(RESULTS_DIRECTORY, `${name}.md`), `${table}\n`);
  return path;
}

/** Removes the results of a run under way, which has ended. */
export async function removeResult(name: string): Promise<void> {
  await Promise.all(["json", "md"].map((type) => rm(join(RESULTS_DIRECTORY, `${name}.${type}`), { force: true })));
}

export function time(milliseconds: number | null): string {
  if (milliseconds === null) {
    return "-";
  }
  return twoDigits(milliseconds);
}

export function times(factor: number | null): string {
  if (factor === null) {
    return "-";
  }
  return `${twoDigits(factor)}x`;
}

/** Two significant digits below a hundred, whole numbers from there on. */
function twoDigits(value: number): string {
  return value >= 99.5 ? Math.round(value).toLocaleString("en") : value.toPrecision(2);
}

export function ratio(dividend: number | null | undefined, divisor: number | null | undefined): number | null {
  const isKnown = typeof dividend === "number" && typeof divisor === "number" && divisor > 0;
  return isKnown ? Math.round((dividend / divisor) * 100) / 100 : null;
}

function rounded(milliseconds: number): number | null {
  return Number.isNaN(milliseconds) ? null : Math.round(milliseconds * 1000) / 1000;
}

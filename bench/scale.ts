import { type BenchResult, markdownTable, type OperationResult, ratio, time, times } from "./report";

export const SCALE = [10_000, 100_000, 1_000_000] as const;

/** The minutes of a whole run, the databases included. Slow operations get fewer rounds where they would take longer. */
export const SCALE_MINUTES = 60;

/**
 * How the cost of each operation grows with the number of customers: 1x a tenfold is none, 10x is in step with it.
 */
export function growthTable(results: readonly BenchResult[]): string {
  const header = ["operation", ...["core", "ours", "raw"].flatMap((side) => [`${side} ms`, ...steps(results)])];
  const names = results.at(-1)?.operations.map(({ name }) => name) ?? [];
  const rows = names.map((name) => {
    const found = results.map(({ operations }) => operations.find((operation) => operation.name === name));
    return [name, ...(["core_ms", "ours_ms", "raw_ms"] as const).flatMap((side) => growth(found, side))];
  });
  return markdownTable(header, rows);
}

/** "10k>100k", "100k>1M" and so on. */
function steps(results: readonly BenchResult[]): string[] {
  return results.slice(1).map(({ rows }, index) => `${short(results[index]?.rows ?? 0)}>${short(rows)}`);
}

/** The cost at the last number of rows, and by what it multiplied at each step. */
function growth(found: readonly (OperationResult | undefined)[], side: "core_ms" | "ours_ms" | "raw_ms"): string[] {
  const costs = found.map((operation) => operation?.[side] ?? null);
  const factors = costs.slice(1).map((cost, index) => times(ratio(cost, costs[index])));
  return [time(costs.at(-1) ?? null), ...factors];
}

function short(rows: number): string {
  return rows >= 1_000_000 ? `${rows / 1_000_000}M` : `${rows / 1000}k`;
}

import { markdownTable, ratio, time, times } from "../report";
import { median } from "../statistics";
import type { OursRun } from "./ours";

export const PASSES = ["new customers", "the same file again"] as const;
type Pass = (typeof PASSES)[number];

/** One pass of one round, both sides. */
export type ImportRound = { pass: Pass; ours: OursRun; raw_seconds: number };

type ImportSummary = {
  pass: Pass;
  ours_seconds: number;
  raw_seconds: number;
  ours_rows_a_second: number;
  raw_rows_a_second: number;
  vs_raw: number | null;
  /** The highest of all rounds. */
  peak_megabytes: number;
  outcome: string;
};

export function summarise(rows: number, rounds: readonly ImportRound[]): ImportSummary[] {
  return PASSES.map((pass) => {
    const those = rounds.filter((round) => round.pass === pass);
    const ours = median(those.map((round) => round.ours.seconds));
    const raw = median(those.map((round) => round.raw_seconds));
    const { created, updated, unchanged } = those[0].ours;
    return {
      pass,
      ours_seconds: rounded(ours),
      raw_seconds: rounded(raw),
      ours_rows_a_second: Math.round(rows / ours),
      raw_rows_a_second: Math.round(rows / raw),
      vs_raw: ratio(ours, raw),
      peak_megabytes: Math.max(...those.map((round) => round.ours.peak_megabytes)),
      outcome: `${created.toLocaleString("en")} created, ${updated.toLocaleString("en")} updated, ${unchanged.toLocaleString("en")} unchanged`,
    };
  });
}

export function importTable(summaries: readonly ImportSummary[]): string {
  const header = ["import", "ours s", "raw s", "ours rows/s", "raw rows/s", "ours/raw", "peak MB", "notes"];
  return markdownTable(
    header,
    summaries.map((one) => [
      one.pass,
      ...[one.ours_seconds, one.raw_seconds, one.ours_rows_a_second, one.raw_rows_a_second].map(time),
      ...[times(one.vs_raw), String(one.peak_megabytes), one.outcome],
    ]),
  );
}

const rounded = (seconds: number): number => Math.round(seconds * 100) / 100;

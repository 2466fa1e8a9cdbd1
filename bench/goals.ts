import { type OperationResult, ratio, times } from "./report";

/** What an operation must reach. Without `raw` the distance from SQL alone is not a goal. */
type Goal = {
  /** The operations, by the beginning of their names; the first goal that fits counts. */
  names: RegExp;
  /** For databases of so many customers or more. */
  rows?: number;
  /** At least so many times quicker than core. */
  core: number;
  /** At most so many times the time of SQL alone. */
  raw?: number;
};

/** A machine that does other work beside the benchmark shifts a ratio by some percent. */
const TOLERANCE = 1.2;

const GOALS: readonly Goal[] = [
  { names: /^retrieve$/, core: 1.5, raw: 1.8 },
  { names: /^retrieve with addresses and groups$/, core: 2.5, raw: 2 },
  { names: /^list 1,000 with addresses and groups$/, core: 3, raw: 2 },
  { names: /^list 50 by email, offset at /, core: 1, raw: 1.1 },
  { names: /^list and count 50 by (id|created_at desc|email), offset 0$/, rows: 1_000_000, core: 5 },
  { names: /^list 50 by [a-z_]+( desc)?, offset 0$/, core: 2, raw: 2 },
  { names: /^list and count 50 by group, 1% .*, offset 0$/, rows: 1_000_000, core: 10, raw: 2 },
  { names: /^(cursor page at 90%|q rare$)/, rows: 1_000_000, core: 100, raw: 2 },
  { names: /^(create|update) 1$/, core: 1.2, raw: 1.8 },
  { names: /./, core: 1 },
];

export type Verdict = { name: string; goal: string; measured: string; isMissed: boolean };

/**
 * Compares results with the goals. Without a time of ours a goal is missed, and without one of core's the distance from
 * SQL alone still counts. What was not measured on any side, as some operations on few rows, has no verdict.
 */
export function verdicts(rows: number, operations: readonly OperationResult[]): Verdict[] {
  return operations.flatMap((operation) => {
    const goal = GOALS.find(({ names, rows: least = 0 }) => names.test(operation.name) && rows >= least);
    return goal && wasRun(operation) ? [verdict(goal, operation)] : [];
  });
}

function wasRun({ core_ms, ours_ms, raw_ms, rounds }: OperationResult): boolean {
  return rounds > 0 || core_ms !== null || ours_ms !== null || raw_ms !== null;
}

function verdict({ core, raw }: Goal, { name, vs_core, vs_raw, ours_ms }: OperationResult): Verdict {
  const isTooSlow = vs_core !== null && vs_core * TOLERANCE < core;
  const isTooFar = raw !== undefined && vs_raw !== null && vs_raw > raw * TOLERANCE;
  return {
    name,
    goal: `at least ${times(core)} core${raw === undefined ? "" : `, at most ${times(raw)} of raw`}`,
    measured: ours_ms === null ? "it failed" : `${times(vs_core)} core, ${times(vs_raw)} of raw`,
    isMissed: ours_ms === null || isTooSlow || isTooFar,
  };
}

/** Requests a second through HTTP: ours / core. */
const HTTP_GOALS: readonly { names: RegExp; rows?: number; core: number }[] = [
  { names: /^GET \/admin\/customers\?limit=50$/, rows: 1_000_000, core: 3 },
  { names: /^(GET \/store\/customers\/me$|POST \/store\/carts\/)/, core: 1.3 },
  { names: /./, core: 1 },
];

type Requests = { name: string; core: number; ours: number };

/** Compares results of requests with the goals. A side that answered none has no rate, and ours has missed its goal. */
export function httpVerdicts(rows: number, requests: readonly Requests[]): Verdict[] {
  return requests.flatMap(({ name, core, ours }) => {
    const goal = HTTP_GOALS.find(({ names, rows: least = 0 }) => names.test(name) && rows >= least);
    if (!goal || (ours > 0 && !(core > 0))) {
      return [];
    }
    const measured = ours > 0 ? ratio(ours, core) : null;
    return {
      name,
      goal: `at least ${times(goal.core)} core`,
      measured: measured === null ? "it failed" : `${times(measured)} core`,
      isMissed: measured === null || measured * TOLERANCE < goal.core,
    };
  });
}

/** Throws with each goal that is missed by more than the tolerance. */
export function assertReached(found: readonly Verdict[]): void {
  const missed = found.filter(({ isMissed }) => isMissed);
  if (missed.length) {
    const lines = missed.map(({ name, goal, measured }) => `  ${name}: ${measured}; the goal is ${goal}`);
    throw new Error(`${missed.length} of ${found.length} goals are missed by more than 20%:\n${lines.join("\n")}`);
  }
  console.log(`All ${found.length} goals are reached, or missed by at most 20%.`);
}

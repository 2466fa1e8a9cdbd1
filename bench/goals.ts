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

/** Compares results with the goals. An operation that was not measured on a side has no verdict. */
export function verdicts(rows: number, operations: readonly OperationResult[]): Verdict[] {
  return operations.flatMap(({ name, vs_core, vs_raw, ours_ms }) => {
    const goal = GOALS.find(({ names, rows: least = 0 }) => names.test(name) && rows >= least);
    if (!goal || ours_ms === null || vs_core === null) {
      return [];
    }
    const isTooSlow = vs_core * TOLERANCE < goal.core;
    const isTooFar = goal.raw !== undefined && vs_raw !== null && vs_raw > goal.raw * TOLERANCE;
    const against = goal.raw === undefined ? "" : `, at most ${times(goal.raw)} of raw`;
    return {
      name,
      goal: `at least ${times(goal.core)} core${against}`,
      measured: `${times(vs_core)} core, ${times(vs_raw)} of raw`,
      isMissed: isTooSlow || isTooFar,
    };
  });
}

/** Requests a second through HTTP: ours / core. */
const HTTP_GOALS: readonly { names: RegExp; rows?: number; core: number }[] = [
  { names: /^GET \/admin\/customers\?limit=50$/, rows: 1_000_000, core: 3 },
  { names: /^GET \/store\/customers\/me$/, core: 1.3 },
  { names: /./, core: 1 },
];

/** Compares results of requests with the goals. */
export function httpVerdicts(
  rows: number,
  requests: readonly { name: string; core: number; ours: number }[],
): Verdict[] {
  return requests.flatMap(({ name, core, ours }) => {
    const goal = HTTP_GOALS.find(({ names, rows: least = 0 }) => names.test(name) && rows >= least);
    const measured = ratio(ours, core);
    return goal && measured !== null
      ? {
          name,
          goal: `at least ${times(goal.core)} core`,
          measured: `${times(measured)} core`,
          isMissed: measured * TOLERANCE < goal.core,
        }
      : [];
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

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describeAnswer, differences } from "./answers";
import { STATEMENT_LIMIT_SECONDS } from "./databases/database";
import { type BenchContext, type RunnableOperation, SIDES, type Side } from "./operations/operation";

export type SideMeasurement = {
  /** One for each timed call. */
  milliseconds: number[];
  /** What the first call answered; see answers.ts. */
  answer?: string;
  eventsPerCall: number;
  /** Why there are no times, or no more. */
  failure?: string;
};

export type Measurement = {
  name: string;
  rounds: number;
  sides: Record<Side, SideMeasurement>;
  /** Whatever a reader of the times should know: other answers, failures. */
  notes: string[];
};

/** Calls of a side before its times count: the compiler, the caches and the connections are warm then. */
const WARM_UP_CALLS = 2;
const WARM_UP_CALLS_OF_QUICK_READS = 10;
/** A read that is quicker than this is called several times a round, to about this time. */
const QUICK_MILLISECONDS = 50;
const MOST_CALLS_A_ROUND = 10;
/** After a first call slower than this the state of the caches is no matter, and no second one warms up. */
const SLOW_MILLISECONDS = 12_000;

let sequence = 0;

export const collectGarbage = exposeGarbageCollection();

/** How often to measure: so many rounds, or as many of them as fit into a time. */
type Extent = { rounds: number; milliseconds?: number };

/** Measures one operation: warm-up, then rounds in which the sides take turns, another one first each time. */
export async function measure(
  operation: RunnableOperation,
  context: BenchContext,
  extent: Extent,
): Promise<Measurement> {
  const sides: Record<Side, SideMeasurement> = { core: emptySide(), ours: emptySide(), raw: emptySide() };
  const result: Measurement = { name: operation.name, rounds: 0, sides, notes: [] };
  if (operation.minimumRows !== undefined && context.rows < operation.minimumRows) {
    const wanted = operation.minimumRows.toLocaleString("en");
    return { ...result, notes: [`not run: needs a database of ${wanted} customers or more`] };
  }
  const begin = performance.now();
  const slowest = await warmUp(operation, context, sides);
  const calls = operation.writes === undefined ? callsPerRound(slowest) : 1;
  let rounds = 0;
  let lastRound = 0;
  // At least one round; another one only if it would end in time.
  while (rounds === 0 || (rounds < extent.rounds && hasTime(extent, performance.now() - begin + lastRound))) {
    const roundBegin = performance.now();
    const round = rounds;
    collectGarbage();
    for (let call = 0; call < calls; call++) {
      for (const side of turns(round + call)) {
        await callOnce(operation, context, { side, measurement: sides[side], counts: true });
      }
    }
    rounds += 1;
    lastRound = performance.now() - roundBegin;
  }
  const fewer = rounds < extent.rounds ? [`${rounds} of ${extent.rounds} rounds`] : [];
  return { ...result, rounds, notes: [...fewer, ...differences(operation, sides), ...failures(sides)] };
}

function hasTime({ milliseconds }: Extent, elapsed: number): boolean {
  return milliseconds === undefined || elapsed < milliseconds;
}

async function warmUp(
  operation: RunnableOperation,
  context: BenchContext,
  sides: Record<Side, SideMeasurement>,
): Promise<number> {
  let slowest = 0;
  for (const side of SIDES) {
    const measurement = sides[side];
    let calls = WARM_UP_CALLS;
    for (let call = 0; call < calls; call++) {
      const milliseconds = await callOnce(operation, context, { side, measurement, counts: false });
      if (call === calls - 1) {
        slowest = Math.max(slowest, milliseconds);
      }
      if (call === 0 && operation.writes === undefined && milliseconds < QUICK_MILLISECONDS) {
        calls = WARM_UP_CALLS_OF_QUICK_READS;
      }
      if (milliseconds > SLOW_MILLISECONDS) {
        slowest = Math.max(slowest, milliseconds);
        break;
      }
    }
  }
  return slowest;
}

type Turn = { side: Side; measurement: SideMeasurement; counts: boolean };

/** One call, unless the side has failed before. A failure ends the side, not the benchmark. */
async function callOnce(
  operation: RunnableOperation,
  context: BenchContext,
  { side, measurement, counts }: Turn,
): Promise<number> {
  if (measurement.failure !== undefined) {
    return 0;
  }
  try {
    sequence += 1;
    const { milliseconds, result, events } = await operation.run(context, side, sequence);
    measurement.answer ??= describeAnswer(result, operation.compares ?? "rows");
    measurement.eventsPerCall = events;
    if (milliseconds > STATEMENT_LIMIT_SECONDS * 1000) {
      measurement.failure = `took ${Math.round(milliseconds / 1000)} s, over the limit of ${STATEMENT_LIMIT_SECONDS} s`;
    } else if (counts) {
      measurement.milliseconds.push(milliseconds);
    }
    return milliseconds;
  } catch (error) {
    measurement.failure = describeFailure(error);
    measurement.milliseconds = [];
    return 0;
  }
}

function emptySide(): SideMeasurement {
  return { milliseconds: [], eventsPerCall: 0 };
}

/** All six orders, one after the other: the call after a slow one finds cold caches, and each side is in that place equally often. */
function turns(turn: number): readonly Side[] {
  const first = turn % SIDES.length;
  const order = [...SIDES.slice(first), ...SIDES.slice(0, first)];
  return turn % 6 < SIDES.length ? order : order.reverse();
}

function callsPerRound(slowest: number): number {
  return Math.max(1, Math.min(MOST_CALLS_A_ROUND, Math.floor(QUICK_MILLISECONDS / Math.max(slowest, 0.1))));
}

function describeFailure(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  // The messages of the ORM repeat the whole statement in front of the reason.
  const reason = text.split(" - ").at(-1) ?? text;
  return `failed: ${reason.replaceAll(/\s+/g, " ").slice(0, 160)}`;
}

function failures(sides: Record<Side, SideMeasurement>): string[] {
  return SIDES.flatMap((side) => (sides[side].failure === undefined ? [] : [`${side} ${sides[side].failure}`]));
}

/** So that one side's garbage is not cleared away on another one's time. */
function exposeGarbageCollection(): () => void {
  setFlagsFromString("--expose-gc");
  // as: the flag puts a function of that name into every new context.
  return runInNewContext("gc") as () => void;
}

import { setImmediate } from "node:timers/promises";

/** A slow collection of garbage may fall into one of them. */
const RUNS = 3;

/** Processor time of `referenceWork` on the machine for which the limits are given: two cores of 2024. */
const REFERENCE_MILLISECONDS = 60;

/**
 * The longest time in which the work keeps the event loop from all else, in milliseconds of the reference machine: of
 * several runs the best, or the first one below `enough`. It is processor time, so that other processes do not count, and a
 * slower machine's is scaled.
 */
export async function longestStretch(work: () => Promise<unknown>, enough: number): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS && best >= enough; run++) {
    const slowness = Math.max(1, processorTimeOf(referenceWork) / REFERENCE_MILLISECONDS);
    best = Math.min(best, (await longestOf(work)) / slowness);
  }
  return best;
}

function referenceWork(): void {
  JSON.parse(JSON.stringify(Array.from({ length: 100_000 }, (_, n) => ({ n, text: `row ${n}` }))));
}

function processorTimeOf(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

async function longestOf(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let isDone = false;
  let last = process.cpuUsage();
  const done = work().finally(() => {
    isDone = true;
  });
  while (!isDone) {
    await setImmediate();
    const { user, system } = process.cpuUsage(last);
    longest = Math.max(longest, (user + system) / 1_000);
    last = process.cpuUsage();
  }
  await done;
  return longest;
}

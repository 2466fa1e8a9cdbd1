import { setImmediate } from "node:timers/promises";

/** A slow collection of garbage may fall into one of them. */
const RUNS = 3;

/**
 * Milliseconds for which the work keeps the event loop from everything else, at most: of several runs the best. Counted
 * in processor time, so that other processes of the machine do not count.
 */
export async function longestStretch(work: () => Promise<unknown>): Promise<number> {
  const stretches: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    stretches.push(await longestOf(work));
  }
  return Math.min(...stretches);
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

import { setTimeout as delay } from "node:timers/promises";

/** Waits for work, at most so long; work that takes longer goes on. @returns whether it has ended. It throws what the work throws. */
export async function isOverWithin(milliseconds: number, work: Promise<void>): Promise<boolean> {
  const waiting = new AbortController();
  try {
    return await Promise.race([work.then(() => true), delay(milliseconds, false, { signal: waiting.signal })]);
  } finally {
    waiting.abort();
  }
}

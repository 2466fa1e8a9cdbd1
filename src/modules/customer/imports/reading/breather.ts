import { setImmediate } from "node:timers/promises";

/** Milliseconds of work at a stretch. A row of a megabyte costs some tens more: together less than a tenth of a second. */
const STRETCH = 15;

/**
 * Lets the server answer others while a file is read. A source may hand out a whole file at once, and reading it awaits
 * nothing but promises then: no request, timer or heartbeat has a turn until the reader takes a rest.
 */
export class Breather {
  private since = performance.now();

  /** Asked after each row. The time counts from the last rest; the work of the reader's caller is part of it. */
  get isDue(): boolean {
    return performance.now() - this.since >= STRETCH;
  }

  async rest(): Promise<void> {
    await setImmediate();
    this.since = performance.now();
  }
}

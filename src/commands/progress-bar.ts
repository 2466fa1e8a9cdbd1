import { counted } from "../shared/counted";

const WIDTH = 30;

/** Milliseconds between two looks. */
const EVERY = 200;

/** `total`: undefined when it is not known before the end. */
export type Progress = { title: string; unit: string; done: number; total?: number; milliseconds: number };

/**
 * `Storing [#####-----] 50%  5000/10000 rows, 2500 a second, 2 s left`, and without a total
 * `Exporting 5000 rows in 2.0 s, 2500 a second`. The unit is a noun in the singular.
 */
export function progressLine({ title, unit, done, total, milliseconds }: Progress): string {
  const seconds = Math.max(milliseconds, 1) / 1_000;
  const rate = done / seconds;
  const speed = `${Math.round(rate)} a second`;
  if (total === undefined) {
    return `${title} ${counted(done, unit)} in ${seconds.toFixed(1)} s, ${speed}`;
  }
  const share = total > 0 ? Math.min(done / total, 1) : 1;
  const filled = Math.round(share * WIDTH);
  const left = rate > 0 ? `, ${Math.ceil((total - done) / rate)} s left` : "";
  const bar = `${"#".repeat(filled)}${"-".repeat(WIDTH - filled)}`;
  return `${title} [${bar}] ${Math.floor(share * 100)}%  ${done}/${counted(total, unit)}, ${speed}${left}`;
}

/** Shows on stderr how far a piece of work is and how fast; with a total, how long it will take. */
export class ProgressBar {
  private readonly started = Date.now();
  private shown = 0;
  private length = 0;
  private done = 0;

  constructor(private readonly progress: Pick<Progress, "title" | "unit" | "total">) {}

  add(count: number): void {
    this.done += count;
    if (Date.now() - this.shown >= EVERY) {
      this.show();
    }
  }

  end(): void {
    this.show();
    process.stderr.write("\n");
  }

  private show(): void {
    this.shown = Date.now();
    const line = progressLine({ ...this.progress, done: this.done, milliseconds: this.shown - this.started });
    // Blanks overwrite the rest of a longer earlier line.
    process.stderr.write(`\r${line.padEnd(this.length)}`);
    this.length = line.length;
  }
}

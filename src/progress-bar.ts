const WIDTH = 30;

/** Milliseconds between two looks. */
const EVERY = 200;

export type Progress = { title: string; unit: string; done: number; total: number; milliseconds: number };

/** `Storing [#####-----] 50%  5000/10000 rows, 2500 a second, 2 s left`. */
export function progressLine({ title, unit, done, total, milliseconds }: Progress): string {
  const share = total > 0 ? Math.min(done / total, 1) : 1;
  const filled = Math.round(share * WIDTH);
  const rate = done / (Math.max(milliseconds, 1) / 1_000);
  const left = rate > 0 ? `, ${Math.ceil((total - done) / rate)} s left` : "";
  const bar = `${"#".repeat(filled)}${"-".repeat(WIDTH - filled)}`;
  return `${title} [${bar}] ${Math.floor(share * 100)}%  ${done}/${total} ${unit}, ${Math.round(rate)} a second${left}`;
}

/** A bar on stderr that says how far a piece of work is, how fast, and how long it will be. */
export class ProgressBar {
  private readonly started = Date.now();
  private shown = 0;
  private length = 0;

  constructor(private readonly progress: Omit<Progress, "milliseconds">) {}

  add(count: number): void {
    this.progress.done += count;
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
    const line = progressLine({ ...this.progress, milliseconds: this.shown - this.started });
    // Blanks over what a longer line before has left.
    process.stderr.write(`\r${line.padEnd(this.length)}`);
    this.length = line.length;
  }
}

import { setTimeout as delay } from "node:timers/promises";
import type { Cluster } from "./cluster";

/** The runs of work that has a lease, by row. */
const RUNS = `
  select 'import' as kind, id || ' ' || state as work, run_id from customer_import where run_id is not null
  union all select 'export', id, run_id from customer_export where run_id is not null
  union all select 'merge', id, run_id from customer_merge where run_id is not null`;

const POLL_MILLISECONDS = 250;

/** Which kinds of work were taken over by another run, and how often. */
export type TakeOvers = Record<"import" | "export" | "merge", number>;

/** Looks at the leases while the load runs: a second run of the same work is a takeover. */
export class RunWatch {
  private readonly runs = new Map<string, Set<string>>();
  private isOver = false;
  private watching: Promise<void> = Promise.resolve();

  constructor(private readonly cluster: Cluster) {}

  start(): void {
    this.watching = this.watch();
  }

  async stop(): Promise<TakeOvers> {
    this.isOver = true;
    await this.watching;
    const counts: TakeOvers = { import: 0, export: 0, merge: 0 };
    for (const [work, runs] of this.runs) {
      // as: the statement knows these kinds only.
      counts[work.split(" ")[0] as keyof TakeOvers] += runs.size - 1;
    }
    return counts;
  }

  private async watch(): Promise<void> {
    while (!this.isOver) {
      const rows = await this.cluster.sql<{ kind: string; work: string; run_id: string }>(RUNS).catch(() => []);
      for (const { kind, work, run_id } of rows) {
        const key = `${kind} ${work}`;
        this.runs.set(key, (this.runs.get(key) ?? new Set()).add(run_id));
      }
      await delay(POLL_MILLISECONDS);
    }
  }
}

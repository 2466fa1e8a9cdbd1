import type { ProcessGroup } from "../dev-database/process-group";

/** What a part of the cluster must be able to do: come to life, and be killed. */
type Process = Pick<ProcessGroup, "kill" | "stop"> & { ended: Promise<unknown> };

/**
 * A kill of a part: how long its restart took until it took connections, and then until the servers answered requests that
 * need it.
 */
export type Kill = { part: string; down_ms: number; start_ms: number; answer_ms: number };

/** A process of the cluster that is killed and started again. An end that the part was not asked for is noted. */
export class Part {
  private process: Process | undefined;
  /** Processes that were asked to end. */
  private readonly asked = new WeakSet<Process>();
  /** How often it ended without a kill. */
  ends = 0;

  constructor(
    readonly name: string,
    private readonly begin: () => Promise<Process>,
    /** Whether it does its work, for others to wait for. */
    private readonly works: () => Promise<boolean>,
  ) {}

  async start(): Promise<void> {
    const process = await this.begin();
    this.process = process;
    void process.ended.then(() => {
      if (!this.asked.has(process)) {
        this.ends++;
        // As an orchestrator does.
        void this.start().catch(() => undefined);
      }
    });
  }

  /** Ends it as kill -9 does. */
  async kill(): Promise<void> {
    await this.ask()?.kill();
  }

  async stop(): Promise<void> {
    await this.ask()?.stop();
  }

  private ask(): Process | undefined {
    if (this.process) {
      this.asked.add(this.process);
    }
    return this.process;
  }

  /** Returns once it works again. */
  async ready(): Promise<void> {
    while (!(await this.works().catch(() => false))) {
      await new Promise((wake) => setTimeout(wake, 100));
    }
  }
}

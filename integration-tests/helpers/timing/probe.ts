import { Client } from "pg";
import { databaseUrl } from "../databases/databases";

/** The longest that one statement had to wait, in milliseconds, and how many were run. */
export type Waits = { longest: number; count: number };

/**
 * Runs a statement over and over on a separate connection, a few milliseconds apart, while work is done: what a
 * shopper's requests feel of a migration.
 */
export class Probe {
  private readonly client: Client;
  private waits: Waits = { longest: 0, count: 0 };
  private stopped = false;
  private running: Promise<void> = Promise.resolve();

  constructor(
    database: string,
    private readonly statement: string,
  ) {
    this.client = new Client({ connectionString: databaseUrl(database) });
  }

  async start(): Promise<void> {
    await this.client.connect();
    await this.client.query(this.statement);
    this.running = this.repeat();
  }

  /** What was measured since the last call. */
  take(): Waits {
    const { waits } = this;
    this.waits = { longest: 0, count: 0 };
    return waits;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
    await this.client.end();
  }

  private async repeat(): Promise<void> {
    while (!this.stopped) {
      const start = performance.now();
      await this.client.query(this.statement);
      const { longest, count } = this.waits;
      this.waits = { longest: Math.max(longest, performance.now() - start), count: count + 1 };
      await new Promise((next) => setTimeout(next, 3));
    }
  }
}

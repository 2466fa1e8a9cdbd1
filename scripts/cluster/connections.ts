import { setTimeout as delay } from "node:timers/promises";
import type { Cluster } from "./cluster";

const CONNECTIONS = `
  select application_name as part, count(*)::int as connections, (count(*) filter (where state <> 'idle'))::int as busy
  from pg_stat_activity
  where datname = current_database() and application_name ~ '^(server|worker)-\\d+$' group by application_name`;

const POLL_MILLISECONDS = 500;

/** Connections of a process to PostgreSQL: before the load, and the most at once under it. */
export type ConnectionUse = { idle: number; most: number; busiest: number };

/** Counts the connections of each server and worker while the load runs. */
export class ConnectionWatch {
  private readonly use: Record<string, ConnectionUse> = {};
  private isOver = false;
  private watching: Promise<void> = Promise.resolve();

  constructor(private readonly cluster: Cluster) {}

  async start(): Promise<void> {
    for (const { part, connections } of await this.read()) {
      this.use[part] = { idle: connections, most: 0, busiest: 0 };
    }
    this.watching = this.watch();
  }

  async stop(): Promise<Record<string, ConnectionUse>> {
    this.isOver = true;
    await this.watching;
    return this.use;
  }

  private async watch(): Promise<void> {
    for (; !this.isOver; await delay(POLL_MILLISECONDS)) {
      for (const { part, connections, busy } of await this.read().catch(() => [])) {
        this.use[part] ??= { idle: 0, most: 0, busiest: 0 };
        const use = this.use[part];
        use.most = Math.max(use.most, connections);
        use.busiest = Math.max(use.busiest, busy);
      }
    }
  }

  private read(): Promise<{ part: string; connections: number; busy: number }[]> {
    return this.cluster.sql(CONNECTIONS);
  }
}

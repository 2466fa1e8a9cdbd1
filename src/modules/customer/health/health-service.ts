import type { Context } from "@medusajs/framework/types";
import type { ModuleCore } from "../database/module-core";
import { listPendingMigrations } from "../database/prepare-core-tables.sql";
import { isSearchReady } from "../listing/prepare-search.sql";
import { readOpenWork, readOverdueRows } from "./background-work.sql";
import { describeProblem, findProblems, type HealthFinding, type HealthState } from "./describe-problems";
import { meetProcesses, readTimeToMeeting } from "./present-processes.sql";

/** `attention`: `findings` has each thing that is wrong, and `problems` a sentence for each, with what to do. */
export type Health = HealthState & {
  status: "ok" | "attention";
  problems: string[];
  findings: HealthFinding[];
  checked_at: Date;
};

/** Checks whether the background work of the plugin goes on. */
export class HealthService {
  constructor(private readonly core: ModuleCore) {}

  /**
   * Reads the state of the background work, of the search index and of the database's schema.
   *
   * It reads at most 1,000 rows of each kind of work through an index, so that a monitor may call it every few seconds.
   */
  async read(sharedContext: Context = {}): Promise<Health> {
    const connection = this.core.connection(sharedContext);
    const pending = await listPendingMigrations(connection);
    const hasTables = pending.length === 0;
    const state = {
      work: hasTables ? await readOpenWork(connection) : null,
      overdue: hasTables ? await readOverdueRows(connection) : null,
      search_index: { ready: await isSearchReady(connection) },
      schema: { pending },
    };
    const findings = findProblems(state);
    return {
      status: findings.length ? "attention" : "ok",
      problems: findings.map(describeProblem),
      findings,
      ...state,
      checked_at: new Date(),
    };
  }

  /**
   * Counts the other processes that run this method at the same time on the same tables.
   *
   * Each holds a shared advisory lock from its start to its end, and counts in the middle: two that start less than half of that
   * time apart find each other. The lock ends with its transaction. So a process that died is not counted, and PgBouncer in
   * transaction mode changes nothing.
   */
  async countOtherProcesses({ milliseconds }: { milliseconds: number }, sharedContext: Context = {}): Promise<number> {
    return await this.core.transaction(sharedContext, (transaction) => meetProcesses(transaction, milliseconds));
  }

  /** Reads the milliseconds until PostgreSQL's clock is at second 30 of a minute: a moment that all processes know. */
  async readTimeToMeeting(sharedContext: Context = {}): Promise<number> {
    return await readTimeToMeeting(this.core.connection(sharedContext));
  }
}

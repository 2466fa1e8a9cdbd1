import type { Context } from "@medusajs/framework/types";
import type { ModuleCore } from "../database/module-core";
import { listPendingMigrations } from "../database/prepare-core-tables.sql";
import { isSearchReady } from "../listing/prepare-search.sql";
import { readOpenWork, readOverdueRows } from "./background-work.sql";
import { describeProblem, findProblems, type HealthFinding, type HealthState } from "./describe-problems";
import { countOtherProcesses, markProcess } from "./shared-database.sql";

/** `attention`: `findings` has each thing that is wrong, and `problems` a sentence for each, with what to do. */
export type Health = HealthState & {
  status: "ok" | "attention";
  problems: string[];
  findings: HealthFinding[];
  checked_at: Date;
};

/** Tells whether the background work of the plugin goes on. */
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

  /** Marks a connection of this process in PostgreSQL's list of connections, for `countOtherProcesses` of others. */
  async markProcess(processId: string, sharedContext: Context = {}): Promise<void> {
    await markProcess(this.core.connection(sharedContext), processId);
  }

  /** Counts the other processes on the database that have marked themselves. */
  async countOtherProcesses(processId: string, sharedContext: Context = {}): Promise<number> {
    return await countOtherProcesses(this.core.connection(sharedContext), processId);
  }
}

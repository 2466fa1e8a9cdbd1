import { counted } from "../../../shared/counted";
import type { ExpiryKind, OpenWork, OverdueRows, WorkKind } from "./background-work.sql";

/** Seconds without progress of a kind of work from which on something is wrong. A merge that fails is retried once an hour. */
const IDLE_LIMITS: Record<WorkKind, number> = { imports: 900, exports: 900, merges: 7_200, invitations: 3_600 };

/** Seconds: the jobs that close rows run once an hour. */
const OVERDUE_LIMIT = 7_200;

export type HealthState = {
  /** Null while migrations are pending: tables may be missing. */
  work: Record<WorkKind, OpenWork> | null;
  overdue: Record<ExpiryKind, OverdueRows> | null;
  search_index: { ready: boolean };
  schema: { pending: string[] };
};

const NAMES: Record<WorkKind | ExpiryKind, [one: string, many: string]> = {
  imports: ["import", "imports"],
  exports: ["export", "exports"],
  merges: ["merge", "merges"],
  invitations: ["invitation", "invitations"],
  email_changes: ["change of email", "changes of email"],
};

const JOBS_HINT = 'Check that a process with workerMode "worker" or "shared" runs, and read its log';

/** Describes in a sentence each what is wrong and what to do. Empty when all is well. */
export function describeProblems({ work, overdue, search_index, schema }: HealthState): string[] {
  const problems = schema.pending.length
    ? [`The database lacks ${counted(schema.pending.length, "migration")} of the plugin. Run npx medusa db:migrate.`]
    : [];
  if (!search_index.ready) {
    problems.push(
      "The search index is missing, so that searches read the whole table. Run npx medusa db:migrate, and read its log.",
    );
  }
  for (const [kind, { waiting, interrupted, running, idle_seconds }] of entriesOf(work ?? {})) {
    if (running === 0 && idle_seconds > IDLE_LIMITS[kind]) {
      const open = counted(waiting + interrupted, ...NAMES[kind]);
      problems.push(`${open} without a process for ${minutes(idle_seconds)}. ${JOBS_HINT}.`);
    }
  }
  for (const [kind, { rows, seconds }] of entriesOf(overdue ?? {})) {
    if (seconds > OVERDUE_LIMIT) {
      problems.push(`${counted(rows, ...NAMES[kind])} expired but not closed for ${minutes(seconds)}. ${JOBS_HINT}.`);
    }
  }
  return problems;
}

const minutes = (seconds: number): string => counted(Math.round(seconds / 60), "minute");

function entriesOf<Key extends string, Value>(record: Partial<Record<Key, Value>>): [Key, Value][] {
  // as: the record has these keys only.
  return Object.entries(record) as [Key, Value][];
}

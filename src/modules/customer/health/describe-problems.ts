import { counted } from "../../../shared/counted";
import type { ExpiryKind, OpenWork, OverdueRows, WorkKind } from "./background-work.sql";

/** Seconds without progress of a kind of work from which on something is wrong. A merge that fails is retried once an hour. */
const IDLE_LIMITS: Record<WorkKind, number> = { imports: 900, exports: 900, merges: 7_200, invitations: 3_600 };

/** Seconds: the jobs that close rows run once an hour. That of unfinished changes of email runs every minute. */
const OVERDUE_LIMIT = 7_200;
const UNFINISHED_LIMIT = 900;

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
  unfinished_email_changes: ["confirmed change of email", "confirmed changes of email"],
};

const JOBS_HINT = 'Check that a process with workerMode "worker" or "shared" runs, and read its log';

const UNFINISHED_MEANS = "the customer has the new email, and the login perhaps the old one";
const HOOKS_HINT = "a hook that fails or does not return keeps it open";

/** Something that is wrong: what a program reads. */
export type HealthFinding = {
  code: "pending_migrations" | "no_search_index" | "no_process" | "not_closed" | "not_completed";
  /** The kind of work. Null for the database. */
  kind: WorkKind | ExpiryKind | null;
  /** How many rows or migrations. */
  count: number;
  /** For how long. */
  seconds: number;
};

/** Finds what is wrong. Empty when all is well. */
export function findProblems({ work, overdue, search_index, schema }: HealthState): HealthFinding[] {
  const findings: HealthFinding[] = [];
  if (schema.pending.length) {
    findings.push({ code: "pending_migrations", kind: null, count: schema.pending.length, seconds: 0 });
  }
  if (!search_index.ready) {
    findings.push({ code: "no_search_index", kind: null, count: 1, seconds: 0 });
  }
  for (const [kind, { waiting, interrupted, running, idle_seconds }] of entriesOf(work ?? {})) {
    if (running === 0 && idle_seconds > IDLE_LIMITS[kind]) {
      findings.push({ code: "no_process", kind, count: waiting + interrupted, seconds: idle_seconds });
    }
  }
  for (const [kind, { rows, seconds }] of entriesOf(overdue ?? {})) {
    const isUnfinished = kind === "unfinished_email_changes";
    if (seconds > (isUnfinished ? UNFINISHED_LIMIT : OVERDUE_LIMIT)) {
      findings.push({ code: isUnfinished ? "not_completed" : "not_closed", kind, count: rows, seconds });
    }
  }
  return findings;
}

/** Describes a finding in words, with what to do. */
export function describeProblem({ code, kind, count, seconds }: HealthFinding): string {
  switch (code) {
    case "pending_migrations":
      return `The database lacks ${counted(count, "migration")} of the plugin. Run npx medusa db:migrate.`;
    case "no_search_index":
      return "The search index is missing, so that searches read the whole table. Run npx medusa db:migrate, and read its log.";
    case "no_process":
      return `${rowsOf(kind, count)} without a process for ${minutes(seconds)}. ${JOBS_HINT}.`;
    case "not_closed":
      return `${rowsOf(kind, count)} expired but not closed for ${minutes(seconds)}. ${JOBS_HINT}.`;
    case "not_completed":
      return `${rowsOf(kind, count)} not complete, overdue for ${minutes(seconds)}: ${UNFINISHED_MEANS}. ${JOBS_HINT}: ${HOOKS_HINT}.`;
  }
}

const rowsOf = (kind: HealthFinding["kind"], count: number): string =>
  kind === null ? counted(count, "row") : counted(count, ...NAMES[kind]);

const minutes = (seconds: number): string => counted(Math.round(seconds / 60), "minute");

function entriesOf<Key extends string, Value>(record: Partial<Record<Key, Value>>): [Key, Value][] {
  // as: the record has these keys only.
  return Object.entries(record) as [Key, Value][];
}

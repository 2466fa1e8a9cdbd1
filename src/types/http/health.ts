/** Open work of a kind, of the oldest 1,000 rows. */
export type OpenCustomerWork = {
  /** No process has begun, or one has given it back to be tried again. */
  waiting: number;
  /** A process works on it. */
  running: number;
  /** Its process sends no heartbeats any more. A job takes it over. */
  interrupted: number;
  /** Seconds since a process last worked on it, or since it was asked for: of the work without a process that has waited longest. */
  idle_seconds: number;
};

/** Rows whose time is over and that the job has not completed or closed yet, the oldest 1,000. */
export type OverdueCustomerRows = {
  rows: number;
  /** Seconds since the time of the first of them was over. */
  seconds: number;
};

export type CustomerWorkKind = "imports" | "exports" | "merges" | "invitations";
/** `unfinished_email_changes`: confirmed two minutes ago or earlier, and not complete. */
export type CustomerExpiryKind = "imports" | "exports" | "invitations" | "email_changes" | "unfinished_email_changes";

export type CustomersHealthFindingCode =
  | "pending_migrations"
  | "no_search_index"
  | "no_process"
  | "not_closed"
  | "not_completed";

/** Something that is wrong. */
export type CustomersHealthFinding = {
  code: CustomersHealthFindingCode;
  /** The kind of work. Null for the database. */
  kind: CustomerWorkKind | CustomerExpiryKind | null;
  /** How many rows or migrations. */
  count: number;
  /** For how long. */
  seconds: number;
};

export type CustomersHealth = {
  status: "ok" | "attention";
  /** A sentence for each thing that is wrong, with what to do. */
  problems: string[];
  /** The same for a program, in the same order. */
  findings: CustomersHealthFinding[];
  /** Null while migrations are pending. */
  work: Record<CustomerWorkKind, OpenCustomerWork> | null;
  overdue: Record<CustomerExpiryKind, OverdueCustomerRows> | null;
  search_index: { ready: boolean };
  /** Names of migrations of the plugin that the database does not have. */
  schema: { pending: string[] };
  checked_at: string;
};

export type AdminCustomersHealthResponse = { health: CustomersHealth };

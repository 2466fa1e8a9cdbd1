import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import type { Lease } from "../database/lease";
import { queryRows } from "../database/transaction";
import { CONFIRMATION_TIME, IS_UNFINISHED } from "../email-changes/email-change-row.sql";
import { EXPORT_LEASE } from "../exports/export-lease";
import { IMPORT_LEASE } from "../imports/import-lease";
import { INVITATION_LEASE } from "../invitations/invitation-lease";
import { MERGE_LEASE } from "../merges/merge-lease";

/** The kinds of work that one process at a time does. */
const LEASES = {
  imports: IMPORT_LEASE,
  exports: EXPORT_LEASE,
  merges: MERGE_LEASE,
  invitations: INVITATION_LEASE,
} satisfies Record<string, Lease>;

type Expiry = {
  table: string;
  /** Which rows have a time that ends. */
  isOver: string;
  /** When it ends: a column of the index, and how long after it. */
  column?: string;
  after?: string;
};

/** Rows that a scheduled job completes, closes or deletes: their tables, and the condition that their time is over. */
const EXPIRIES = {
  imports: { table: "customer_import", isOver: "true" },
  exports: { table: "customer_export", isOver: "state = 'completed'" },
  invitations: { table: "customer_invitation", isOver: "state in ('announced', 'sent')" },
  email_changes: { table: "customer_email_change", isOver: "state = 'pending'" },
  // Confirmed, and not complete: the customer has the new email, and their login perhaps the old one.
  unfinished_email_changes: {
    ...{ table: "customer_email_change", isOver: IS_UNFINISHED },
    ...{ column: "updated_at", after: CONFIRMATION_TIME },
  },
} satisfies Record<string, Expiry>;

/** The maximum number of rows that are counted of a kind, the oldest. */
export const COUNTED_ROWS = 1_000;

export type WorkKind = keyof typeof LEASES;
export type ExpiryKind = keyof typeof EXPIRIES;

/** Open work of a kind. All counts stop at `COUNTED_ROWS` together. */
export type OpenWork = {
  /** No process has begun, or one has given it back to be tried again. */
  waiting: number;
  /** A process works on it. */
  running: number;
  /** Its process sends no heartbeats any more. A job takes it over. */
  interrupted: number;
  /** Seconds since a process last worked on it, or since it was asked for: of the work without a process that has waited longest. */
  idle_seconds: number;
};

/** Rows whose time is over and that the job has not completed or closed yet. */
export type OverdueRows = {
  rows: number;
  /** Seconds since the time of the first of them was over. */
  seconds: number;
};

const openWork = (
  kind: string,
  { table, runKey, heartbeatColumn, isOpen, isRunning, LEASE_IS_LIVE }: Lease,
): string => `
  select '${kind}' as kind,
    (count(*) filter (where not is_running and not was_running))::int as waiting,
    (count(*) filter (where is_running))::int as running,
    (count(*) filter (where not is_running and was_running))::int as interrupted,
    coalesce(round(max(idle) filter (where not is_running)), 0)::int as idle_seconds
  from (
    select ${LEASE_IS_LIVE} is true as is_running, ${isRunning} and ${runKey[1]} is not null as was_running,
      greatest(0, extract(epoch from clock_timestamp() - greatest(${heartbeatColumn}, created_at))) as idle
    from ${table} where ${isOpen} order by id limit ${COUNTED_ROWS}
  ) as open_rows
`;

const overdueRows = (kind: string, { table, isOver, column = "expires_at", after = "0 seconds" }: Expiry): string => `
  select '${kind}' as kind, count(*)::int as rows,
    coalesce(round(extract(epoch from clock_timestamp() - interval '${after}' - min(began_at))), 0)::int as seconds
  from (
    select ${column} as began_at from ${table} where ${isOver} and ${column} < clock_timestamp() - interval '${after}'
    order by ${column} limit ${COUNTED_ROWS}
  ) as over_rows
`;

const unionOf = (selects: string[]): string => selects.join("union all");

/** Indexes: those of open rows. */
const OPEN_WORK = unionOf(Object.entries(LEASES).map(([kind, lease]) => openWork(kind, lease)));

/** Indexes: those by `expires_at`; for exports that of open rows, for unfinished changes of email theirs. */
const OVERDUE_ROWS = unionOf(Object.entries(EXPIRIES).map(([kind, expiry]) => overdueRows(kind, expiry)));

/** Reads the open work of each kind. */
export async function readOpenWork(connection: Knex): Promise<Record<WorkKind, OpenWork>> {
  return await readByKind(connection, OPEN_WORK);
}

/** Reads what the scheduled jobs have not completed or closed yet. */
export async function readOverdueRows(connection: Knex): Promise<Record<ExpiryKind, OverdueRows>> {
  return await readByKind(connection, OVERDUE_ROWS);
}

async function readByKind<Kind extends string, Row>(connection: Knex, statement: string): Promise<Record<Kind, Row>> {
  const rows = await queryRows<Row & { kind: Kind }>(connection, statement, []);
  // as: the statement has one row of each kind.
  return Object.fromEntries(rows.map(({ kind, ...row }) => [kind, row])) as Record<Kind, Row>;
}

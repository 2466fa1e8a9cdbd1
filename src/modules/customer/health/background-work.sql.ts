import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import type { Lease } from "../database/lease";
import { queryRows } from "../database/transaction";
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

/** Rows that a scheduled job closes or deletes: their tables, and the condition that their time is over. */
const EXPIRIES = {
  imports: { table: "customer_import", isOver: "true" },
  exports: { table: "customer_export", isOver: "state = 'completed'" },
  invitations: { table: "customer_invitation", isOver: "state in ('announced', 'sent')" },
  email_changes: { table: "customer_email_change", isOver: "state = 'pending'" },
};

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

/** Rows whose time is over and that the job has not closed yet. */
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

const overdueRows = (kind: string, { table, isOver }: { table: string; isOver: string }): string => `
  select '${kind}' as kind, count(*)::int as rows,
    coalesce(round(extract(epoch from clock_timestamp() - min(expires_at))), 0)::int as seconds
  from (
    select expires_at from ${table} where ${isOver} and expires_at < clock_timestamp() order by expires_at limit ${COUNTED_ROWS}
  ) as over_rows
`;

const unionOf = (selects: string[]): string => selects.join("union all");

/** Indexes: those of open rows. */
const OPEN_WORK = unionOf(Object.entries(LEASES).map(([kind, lease]) => openWork(kind, lease)));

/** Indexes: those by `expires_at`; for exports that of open rows. */
const OVERDUE_ROWS = unionOf(Object.entries(EXPIRIES).map(([kind, expiry]) => overdueRows(kind, expiry)));

/** Reads the open work of each kind. */
export async function readOpenWork(connection: Knex): Promise<Record<WorkKind, OpenWork>> {
  return await readByKind(connection, OPEN_WORK);
}

/** Reads what the scheduled jobs have not closed yet. */
export async function readOverdueRows(connection: Knex): Promise<Record<ExpiryKind, OverdueRows>> {
  return await readByKind(connection, OVERDUE_ROWS);
}

async function readByKind<Kind extends string, Row>(connection: Knex, statement: string): Promise<Record<Kind, Row>> {
  const rows = await queryRows<Row & { kind: Kind }>(connection, statement, []);
  // as: the statement has one row of each kind.
  return Object.fromEntries(rows.map(({ kind, ...row }) => [kind, row])) as Record<Kind, Row>;
}

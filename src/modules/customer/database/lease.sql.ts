import { randomUUID } from "node:crypto";
import { bindingsOf, type Lease, type LeaseRun } from "./lease";
import { queryRows, type Transaction } from "./transaction";

/** What a lease writes into a row of its table, beside the run and its heartbeat. */
export type LeaseRules = {
  /** The columns that are returned. */
  columns: string;
  /** Assignments when a run gets the lease. */
  onLease?: string;
  /** Runs that may get the lease of a row before it is given up: a row that ends its process is not tried for ever. */
  maxAttempts?: number;
  /** Rows of the table that may be leased at the same time. */
  maxRunning?: number;
  /** Assignments when a row is given up, with one binding: why. */
  onGiveUp?: string;
  whyGivenUp?: string;
};

/** `not_available`: another run has the row, it is done, it is not due, or too many rows are leased. */
export type LeaseOutcome<Row> =
  | { outcome: "leased"; row: Row & LeaseRun }
  | { outcome: "given_up"; row: Row }
  | { outcome: "not_available" };

/** Lets one transaction at a time count the rows of a table and act on the number. */
export async function lockLeases(transaction: Transaction, { table }: Lease): Promise<void> {
  await queryRows(transaction, "select pg_advisory_xact_lock(hashtext(?))", [table]);
}

/**
 * Leases a row to a new run, or gives the row up when too many of its runs have died.
 *
 * A row that another transaction has locked is skipped: its run is alive. To wait for it would keep the lock of
 * `lockLeases`, and every other lease of the table would wait too.
 */
export async function leaseRow<Row>(
  transaction: Transaction,
  lease: Lease,
  { id, rules }: { id: string; rules: LeaseRules },
): Promise<LeaseOutcome<Row>> {
  if (rules.maxRunning !== undefined) {
    await lockLeases(transaction, lease);
  }
  const [leased] = await queryRows<Row & LeaseRun>(transaction, leasing(lease, rules), [randomUUID(), id]);
  if (leased) {
    return { outcome: "leased", row: leased };
  }
  if (rules.maxAttempts === undefined) {
    return { outcome: "not_available" };
  }
  const [givenUp] = await queryRows<Row>(transaction, givingUp(lease, rules), [rules.whyGivenUp, id]);
  return givenUp ? { outcome: "given_up", row: givenUp } : { outcome: "not_available" };
}

/** Index: the primary key; the index of open rows for the number of leased ones. */
function leasing(lease: Lease, { columns, onLease, maxAttempts, maxRunning }: LeaseRules): string {
  const { table, isOpen, LEASE_EXPIRED, LEASE_IS_LIVE } = lease;
  const attempts = maxAttempts === undefined ? "" : `and attempts < ${maxAttempts}`;
  const running =
    maxRunning === undefined
      ? ""
      : `and (select count(*) from ${table} where ${isOpen} and ${LEASE_IS_LIVE}) < ${maxRunning}`;
  return `
    update ${table} set
      run_id = ?, heartbeat_at = clock_timestamp(), attempts = attempts + 1${onLease ? `, ${onLease}` : ""}
    where id = (
      select id from ${table} where id = ? and ${LEASE_EXPIRED} ${attempts} ${running} for update skip locked
    )
    returning ${columns}, run_id
  `;
}

/** Index: the primary key. */
function givingUp({ table, LEASE_EXPIRED }: Lease, { columns, maxAttempts, onGiveUp }: LeaseRules): string {
  return `
    update ${table} set ${onGiveUp}
    where id = (
      select id from ${table} where id = ? and ${LEASE_EXPIRED} and attempts >= ${maxAttempts} for update skip locked
    )
    returning ${columns}
  `;
}

/** Assignments with their values. `and`: one more condition. `returning`: the columns that are returned. */
export type LeasedUpdate = { set: string; bindings?: readonly unknown[]; and?: string; returning?: string };

/** Changes a row while the run has its lease. @returns undefined when the run has lost it. Index: the primary key. */
export async function updateLeased<Key extends string, Row = unknown>(
  transaction: Transaction,
  lease: Lease<Key>,
  run: Readonly<Record<Key, string>>,
  { set, bindings = [], and, returning = "id" }: LeasedUpdate,
): Promise<Row | undefined> {
  const statement = `
    update ${lease.table} set ${set}
    where ${lease.LEASED_BY_RUN}${and ? ` and ${and}` : ""} returning ${returning}
  `;
  const rows = await queryRows<Row>(transaction, statement, [...bindings, ...bindingsOf(lease, run)]);
  return rows.at(0);
}

/** The assignment of a heartbeat, which extends the lease. */
export const HEARTBEAT = "heartbeat_at = clock_timestamp()";

/** The assignments that release a row: another run may have it at once. The time stays that of the release. */
export const RELEASE = `run_id = null, ${HEARTBEAT}`;

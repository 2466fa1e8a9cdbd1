/** The run of a process that works on a row. A later run has another `run_id`, and the earlier one writes nothing more. */
export type LeaseRun = { id: string; run_id: string };

/** How the rows of a table are leased: to one run of one process at a time, which extends its lease by heartbeats. */
export type LeaseConfig<Key extends string> = {
  table: string;
  /** Columns that name the row and its run. The first is the primary key, the second the id of the run. */
  runKey: readonly [Key, Key, ...Key[]];
  /** The column with the time of the last heartbeat. */
  heartbeatColumn: string;
  /** Condition: the row has work to do. */
  isOpen: string;
  /** Condition: a run works on the row, or did so until it died. */
  isRunning: string;
  /** Condition: the time to work on an open row has come. */
  isDue?: string;
  /** Seconds without a heartbeat after which another run may take over. */
  expiresAfter: number;
};

/** A configuration with the SQL conditions that follow from it. */
export type Lease<Key extends string = string> = LeaseConfig<Key> & {
  /** Condition: the row is this one, and this run was the last that had it. Bindings: `bindingsOf`. */
  readonly IS_OF_RUN: string;
  /** Condition: the run still has the lease of the row. Bindings: `bindingsOf`. */
  readonly LEASED_BY_RUN: string;
  /** Condition: a run has the row, and its last heartbeat is recent. */
  readonly LEASE_IS_LIVE: string;
  /** Condition: the row has work to do and no live lease: it was never leased, was released, or its run died. */
  readonly LEASE_EXPIRED: string;
};

/** Derives the SQL conditions of a lease. They name columns without an alias of the table. */
export function defineLease<Key extends string>(config: LeaseConfig<Key>): Lease<Key> {
  const { runKey, heartbeatColumn, isOpen, isRunning, isDue, expiresAfter } = config;
  const ofRun = runKey.map((column) => `${column} = ?`).join(" and ");
  const isLive =
    `(${isRunning} and ${runKey[1]} is not null` +
    ` and ${heartbeatColumn} > clock_timestamp() - interval '${expiresAfter} seconds')`;
  return {
    ...config,
    IS_OF_RUN: ofRun,
    LEASED_BY_RUN: `${ofRun} and ${isRunning}`,
    LEASE_IS_LIVE: isLive,
    // "is not true": a row without a heartbeat has no live lease either.
    LEASE_EXPIRED: `(${isOpen}${isDue ? ` and ${isDue}` : ""} and ${isLive} is not true)`,
  };
}

/** Returns the values of `IS_OF_RUN` and `LEASED_BY_RUN`. */
export function bindingsOf<Key extends string>({ runKey }: Lease<Key>, run: Readonly<Record<Key, string>>): string[] {
  return runKey.map((column) => run[column]);
}

/** Returns the condition `LEASED_BY_RUN` for many runs at once, which are rows of another relation of the statement. */
export function leasedByRunOf({ table, runKey, isRunning }: Lease, runs: string): string {
  return [...runKey.map((column) => `${table}.${column} = ${runs}.${column}`), isRunning].join(" and ");
}

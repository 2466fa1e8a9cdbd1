import { defineLease } from "../database/lease";

/**
 * How merges are leased. A run extends its lease with each page that it moves; a hook of the store, which sends no
 * heartbeat, may take as long as the lease. The survivor is part of the key: a later merge may change it.
 */
export const MERGE_LEASE = defineLease({
  table: "customer_merge",
  runKey: ["id", "run_id", "survivor_id"],
  heartbeatColumn: "heartbeat_at",
  isOpen: "completed_at is null",
  isRunning: "completed_at is null",
  expiresAfter: 300,
});

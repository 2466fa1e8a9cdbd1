import { defineLease } from "../database/lease";

/** Seconds between two heartbeats of an export. */
export const EXPORT_HEARTBEAT_SECONDS = 10;

/** How exports are leased. */
export const EXPORT_LEASE = defineLease({
  table: "customer_export",
  runKey: ["id", "run_id"],
  heartbeatColumn: "heartbeat_at",
  isOpen: "state in ('pending', 'running')",
  isRunning: "state = 'running'",
  expiresAfter: 60,
});

import { defineLease } from "../database/lease";

/** Seconds between two heartbeats of an import. */
export const IMPORT_HEARTBEAT_SECONDS = 5;

/** How imports are leased. An upload that has expired may be losing its file at this moment. */
export const IMPORT_LEASE = defineLease({
  table: "customer_import",
  runKey: ["id", "run_id"],
  heartbeatColumn: "heartbeat_at",
  isOpen: "state in ('uploaded', 'validating', 'importing')",
  isRunning: "state in ('validating', 'importing')",
  isDue: `
    (retry_at is null or retry_at <= clock_timestamp()) and (state <> 'uploaded' or expires_at > clock_timestamp())`,
  expiresAfter: 30,
});

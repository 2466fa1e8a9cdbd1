import type { ExportFormat } from "./export-columns";

export type ExportState = "pending" | "running" | "completed" | "failed" | "expired";

/** An export as the service answers it. */
export type CustomerExport = {
  id: string;
  state: ExportState;
  format: ExportFormat;
  columns: string[];
  /** Those of the list of customers. */
  filters: Record<string, unknown>;
  /** Customers written so far; all of them once it is completed. */
  row_count: number;
  /** The id of the file in Medusa's File module, from the moment on at which it was opened. */
  file_id: string | null;
  /** Why it failed, in words for the person who asked. */
  error: string | null;
  created_by: string | null;
  completed_at: Date | null;
  /** When the file is deleted. */
  expires_at: Date | null;
  created_at: Date;
  updated_at: Date;
};

/** Who writes an export: its id, and the run that took it up. A run that was given up for dead writes nothing more. */
export type ExportRun = { id: string; run_id: string };

export const EXPORT_COLUMNS_SQL = [
  ...["id", "state", "format", "columns", "filters", "row_count", "file_id", "error", "created_by"],
  ...["completed_at", "expires_at", "created_at", "updated_at"],
].join(", ");

/** A writer tells that it lives every so often; one that has not for so many seconds is taken for dead. */
export const HEARTBEAT_SECONDS = 10;
export const DEAD_AFTER_SECONDS = 60;

/** Condition: a writer has it and lives. */
export const LEASE_IS_LIVE = `state = 'running' and heartbeat_at > clock_timestamp() - interval '${DEAD_AFTER_SECONDS} seconds'`;

/** Each writer holds a connection of the pool for as long as it reads. */
export const MAX_RUNNING = 2;

/** How often an export is taken up when its process dies: an export that kills its process must not do so for ever. */
export const MAX_ATTEMPTS = 3;

/** Exports that wait. */
export const MAX_WAITING = 20;

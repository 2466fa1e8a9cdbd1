import type { LeaseRun } from "../database/lease";
import type { ExportFormat } from "./export-columns";

type ExportState = "pending" | "running" | "completed" | "failed" | "expired";

/** An export, as the service returns it. */
export type CustomerExport = {
  id: string;
  state: ExportState;
  format: ExportFormat;
  columns: string[];
  /** The filters of the list of customers. */
  filters: Record<string, unknown>;
  /** Whether the file begins with a byte order mark. */
  bom: boolean;
  /** How many customers are written so far; all of them when the export is completed. */
  row_count: number;
  /** The id of the file in Medusa's File module, as soon as the file is open. */
  file_id: string | null;
  /** Why it failed, for the admin. */
  error: string | null;
  created_by: string | null;
  completed_at: Date | null;
  /** When the file is deleted. */
  expires_at: Date | null;
  created_at: Date;
  updated_at: Date;
};

/** The run that writes an export. */
export type ExportRun = LeaseRun;

export const EXPORT_COLUMNS_SQL = [
  ...["id", "state", "format", "columns", "filters", "bom", "row_count", "file_id", "error", "created_by"],
  ...["completed_at", "expires_at", "created_at", "updated_at"],
].join(", ");

/** Exports that may wait at the same time. */
export const MAX_WAITING = 20;

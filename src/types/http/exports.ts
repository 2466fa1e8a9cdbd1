/** What the routes of exports take and return, as JSON. Shared with the dashboard: this file imports nothing. */

export type ExportState = "pending" | "running" | "completed" | "failed" | "expired";
export type ExportFormat = "csv" | "jsonl";

export type AdminExport = {
  id: string;
  state: ExportState;
  format: ExportFormat;
  columns: string[];
  filters: Record<string, unknown>;
  bom: boolean;
  row_count: number;
  file_id: string | null;
  error: string | null;
  created_by: string | null;
  completed_at: string | null;
  expires_at: string | null;
  created_at: string;
  updated_at: string;
};

export type AdminCreateExport = {
  format?: ExportFormat;
  columns?: string[];
  /** Whether a CSV begins with a byte order mark, by which Excel reads it as UTF-8. */
  bom?: boolean;
  /** Those of the list of customers. */
  filters?: Record<string, unknown>;
};

export type AdminExportResponse = { export: AdminExport & { download_url?: string | null } };

export type AdminExportListParams = { limit?: number; offset?: number };
export type AdminExportListResponse = { exports: AdminExport[]; count: number; limit: number; offset: number };

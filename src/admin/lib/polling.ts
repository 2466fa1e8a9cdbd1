import type { ExportState } from "../../types/http/exports";
import type { ImportState } from "../../types/http/imports";

export const POLL_MILLISECONDS = 1_500;

export const isImportWorking = (state: ImportState | undefined): boolean =>
  state === "uploaded" || state === "validating" || state === "importing";

/** Whether an import can be cancelled: it waits for its admin, or is running. */
export const isImportOpen = (state: ImportState): boolean => state === "ready" || isImportWorking(state);

export const isExportWorking = (state: ExportState | undefined): boolean => state === "pending" || state === "running";

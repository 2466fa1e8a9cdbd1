import type { ExportState } from "../../types/http/exports";
import type { ImportState } from "../../types/http/imports";

export const POLL_MILLISECONDS = 1_500;

export const isImportWorking = (state: ImportState | undefined): boolean =>
  state === "uploaded" || state === "validating" || state === "importing";

/** Whether it waits for its admin, or works: it can be cancelled. */
export const isImportOpen = (state: ImportState): boolean => state === "ready" || isImportWorking(state);

/** Whether rows are read and none was stored, so that other settings can still be chosen. */
export const isImportBeforeStoring = (state: ImportState): boolean => isImportOpen(state) && state !== "importing";

export const isExportWorking = (state: ExportState | undefined): boolean => state === "pending" || state === "running";

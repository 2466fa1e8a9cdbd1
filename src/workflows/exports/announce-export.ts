import type { WorkflowData } from "@medusajs/framework/workflows-sdk";
import { type Announcement, announceOutcome } from "../../shared/announce-outcome";
import { counted } from "../../shared/counted";
import type { WrittenExport } from "./steps/write-export";

export const CustomerExportEvents = {
  COMPLETED: "customer.export.completed",
  FAILED: "customer.export.failed",
} as const;

/** Adds the steps that announce how an export ended: an event with its id, and a notification with the file. */
export function announceExport(written: WorkflowData<WrittenExport>): void {
  announceOutcome("export", written, announcementOf);
}

function announcementOf({ id, state, row_count, error, file }: NonNullable<WrittenExport>): Announcement {
  const isCompleted = state === "completed";
  const description = isCompleted
    ? `Customer export completed: ${counted(row_count, "customer")}.`
    : `Customer export failed. ${error ?? ""}`.trim();
  return {
    event: { eventName: isCompleted ? CustomerExportEvents.COMPLETED : CustomerExportEvents.FAILED, data: { id } },
    notification: { title: "Customer export", description, ...(file && { file }) },
  };
}

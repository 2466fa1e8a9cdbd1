import type { WorkflowData } from "@medusajs/framework/workflows-sdk";
import { type Announcement, announceOutcome } from "../../shared/announce-outcome";
import { counted } from "../../shared/counted";
import { CustomerEvents } from "../events";
import type { WrittenExport } from "./steps/write-export";

/** Adds the steps that announce how an export ended: an event with its id, and a notification with the file. */
export function announceExport(written: WorkflowData<WrittenExport>): void {
  announceOutcome("export", written, announcementOf);
}

function announcementOf({ id, state, row_count, error, file }: NonNullable<WrittenExport>): Announcement {
  const isCompleted = state === "completed";
  const description = isCompleted
    ? `Customer export completed: ${counted(row_count, "customer")}.${file ? "" : " Download it at Customers > Exports."}`
    : `Customer export failed. ${error ?? ""}`.trim();
  return {
    event: { eventName: isCompleted ? CustomerEvents.EXPORT_COMPLETED : CustomerEvents.EXPORT_FAILED, data: { id } },
    notification: { title: "Customer export", description, ...(file && { file }) },
  };
}

import type { CreateNotificationDTO } from "@medusajs/framework/types";
import { transform, type WorkflowData, when } from "@medusajs/framework/workflows-sdk";
import { emitEventStep, sendNotificationsStep } from "@medusajs/medusa/core-flows";
import { counted } from "../../shared/counted";
import { CustomerEvents } from "../events";
import type { WrittenExport } from "./steps/write-export";

/**
 * Steps that tell how an export ended: an event with its id, and a notification in the dashboard's feed with the file. A
 * store without a provider for the feed has its export all the same.
 */
export function announceExport(written: WorkflowData<WrittenExport>): void {
  when("export-has-ended", { written }, (data) => data.written !== null).then(() => {
    emitEventStep(
      transform({ written }, (data) => ({
        eventName: data.written?.state === "completed" ? CustomerEvents.EXPORT_COMPLETED : CustomerEvents.EXPORT_FAILED,
        data: { id: data.written?.id },
      })),
    );
    sendNotificationsStep(transform({ written }, (data) => [notificationOf(data.written)])).config({
      continueOnPermanentFailure: true,
    });
  });
}

/** As core's product export has it: the dashboard reads title, description and file. */
function notificationOf(written: WrittenExport): CreateNotificationDTO {
  const description =
    written?.state === "completed"
      ? `Customer export completed: ${counted(written.row_count, "customer")}.`
      : `Customer export failed. ${written?.error ?? ""}`.trim();
  const file = written?.file ? { file: written.file } : {};
  return { to: "", channel: "feed", template: "admin-ui", data: { title: "Customer export", description, ...file } };
}

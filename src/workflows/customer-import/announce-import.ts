import type { CreateNotificationDTO } from "@medusajs/framework/types";
import { transform, type WorkflowData, when } from "@medusajs/framework/workflows-sdk";
import { emitEventStep, sendNotificationsStep } from "@medusajs/medusa/core-flows";
import type { ProcessedImport } from "./steps/process-import";

export const CustomerImportEvents = {
  COMPLETED: "customer.import.completed",
  FAILED: "customer.import.failed",
} as const;

/**
 * Steps that tell how an import stands when a process is done with it: an event with its id when it has ended, and a
 * notification in the dashboard's feed, then and when it waits to be confirmed. A store without a provider for the feed
 * has its import all the same.
 */
export function announceImport(processed: WorkflowData<ProcessedImport>): void {
  when("import-has-ended", { processed }, (data) => data.processed !== null && data.processed.state !== "ready").then(
    () => {
      emitEventStep(
        transform({ processed }, (data) => ({
          eventName: data.processed?.state === "failed" ? CustomerImportEvents.FAILED : CustomerImportEvents.COMPLETED,
          data: { id: data.processed?.id },
        })),
      );
    },
  );
  when("import-is-told", { processed }, (data) => data.processed !== null).then(() => {
    sendNotificationsStep(transform({ processed }, (data) => [notificationOf(data.processed)])).config({
      continueOnPermanentFailure: true,
    });
  });
}

/** As core's product import has it: the dashboard reads title and description. */
function notificationOf(processed: ProcessedImport): CreateNotificationDTO {
  const data = { title: "Customer import", description: processed ? describe(processed) : "" };
  return { to: "", channel: "feed", template: "admin-ui", data };
}

function describe({ state, error, counts }: NonNullable<ProcessedImport>): string {
  if (state === "failed") {
    return `Customer import failed. ${error ?? ""}`.trim();
  }
  const wrong = counts.invalid ? ` ${counts.invalid} lines have errors.` : "";
  if (state === "ready") {
    return `Customer import checked: ${counts.total - counts.invalid} customers wait to be confirmed.${wrong}`;
  }
  return `Customer import completed: ${counts.created} created, ${counts.updated} updated.${wrong}`;
}

import type { CreateNotificationDTO } from "@medusajs/framework/types";
import { transform, type WorkflowData, when } from "@medusajs/framework/workflows-sdk";
import { emitEventStep, sendNotificationsStep } from "@medusajs/medusa/core-flows";
import { counted } from "../../shared/counted";
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
          data: {
            id: data.processed?.id,
            ...(data.processed?.state !== "failed" && {
              dry_run: data.processed?.is_dry_run,
              invalid: data.processed?.counts.invalid,
              warned: data.processed?.counts.warned,
            }),
          },
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

function describe({ state, error, is_dry_run, counts }: NonNullable<ProcessedImport>): string {
  const title = is_dry_run ? "Dry run of a customer import" : "Customer import";
  if (state === "failed") {
    return `${title} failed. ${error ?? ""}`.trim();
  }
  const wrong = linesWith(counts.invalid, "errors") + linesWith(counts.warned, "warnings");
  if (state === "ready") {
    return `${title} checked: ${waiting(counts)}${invitations(counts)}${wrong}`;
  }
  const would = is_dry_run ? "would be " : "";
  const done = `${counts.created} ${would}created, ${counts.updated} ${would}updated.`;
  return is_dry_run ? `${title}: ${done}${invitations(counts)}${wrong}` : `${title} completed: ${done}${wrong}`;
}

const linesWith = (count: number, what: string): string =>
  count ? ` ${counted(count, "line has", "lines have")} ${what}.` : "";

type Counts = NonNullable<ProcessedImport>["counts"];

const waiting = ({ total, invalid, folded }: Counts): string =>
  `${counted(total - invalid - folded, "customer waits", "customers wait")} to be confirmed.`;

const invitations = ({ invitations: count }: Counts): string =>
  count ? ` ${counted(count, "customer")} would be invited; no mail goes out until an admin sends it.` : "";

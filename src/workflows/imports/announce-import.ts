import type { WorkflowData } from "@medusajs/framework/workflows-sdk";
import { type Announcement, announceOutcome } from "../../shared/announce-outcome";
import { counted } from "../../shared/counted";
import { CustomerEvents } from "../events";
import type { ProcessedImport } from "./steps/process-import";

/**
 * Adds the steps that announce what a run of an import did: an event with its id when the import has ended, and a
 * notification, also when the import waits to be confirmed.
 */
export function announceImport(processed: WorkflowData<ProcessedImport>): void {
  announceOutcome("import", processed, announcementOf);
}

function announcementOf(processed: NonNullable<ProcessedImport>): Announcement {
  const { id, state, is_dry_run: dry_run } = processed;
  const event =
    state === "failed"
      ? { eventName: CustomerEvents.IMPORT_FAILED, data: { id } }
      : { eventName: CustomerEvents.IMPORT_COMPLETED, data: { id, dry_run } };
  return {
    ...(state !== "ready" && { event }),
    notification: { title: "Customer import", description: describe(processed) },
  };
}

function describe({ state, error, is_dry_run, counts }: NonNullable<ProcessedImport>): string {
  const title = is_dry_run ? "Dry run of a customer import" : "Customer import";
  if (state === "failed") {
    return `${title} failed. ${error ?? ""}`.trim();
  }
  const wrong = counts.invalid ? ` ${counted(counts.invalid, "line has", "lines have")} errors.` : "";
  if (state === "ready") {
    return `${title} checked: ${waiting(counts)}${invitations(counts)}${wrong}`;
  }
  const would = is_dry_run ? "would be " : "";
  const done = `${counts.created} ${would}created, ${counts.updated} ${would}updated.`;
  return is_dry_run ? `${title}: ${done}${invitations(counts)}${wrong}` : `${title} completed: ${done}${wrong}`;
}

type Counts = NonNullable<ProcessedImport>["counts"];

const waiting = ({ total, invalid }: Counts): string =>
  `${counted(total - invalid, "customer waits", "customers wait")} to be confirmed.`;

const invitations = ({ invitations: count }: Counts): string =>
  count ? ` ${counted(count, "customer")} would be invited; no mail goes out until an admin sends it.` : "";

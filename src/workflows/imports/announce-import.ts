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
  const { id, state, is_dry_run: dry_run, counts } = processed;
  const { invalid, warned } = counts;
  const event =
    state === "failed"
      ? { eventName: CustomerEvents.IMPORT_FAILED, data: { id } }
      : { eventName: CustomerEvents.IMPORT_COMPLETED, data: { id, dry_run, invalid, warned } };
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

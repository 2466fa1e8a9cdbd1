import type { MedusaContainer } from "@medusajs/framework/types";
import { CustomerWorkflowEvents, Modules } from "@medusajs/framework/utils";
import type { Change, ChangeKind } from "../../modules/customer/changes/change-service";
import { resolveCustomerModule } from "../../shared/customer-module";
import { CustomerEvents } from "../events";

/** Changes that are read, and messages that are emitted, at once. */
const PAGE = 1_000;

/** The events that can be made from what is stored, with the kind of change of each. */
const KINDS = {
  [CustomerWorkflowEvents.CREATED]: "created",
  [CustomerWorkflowEvents.UPDATED]: "updated",
  [CustomerWorkflowEvents.DELETED]: "deleted",
  [CustomerEvents.MERGED]: "merged",
  [CustomerEvents.EMAIL_CHANGED]: "email_changed",
  [CustomerEvents.IMPORT_COMPLETED]: "import_completed",
  [CustomerEvents.EXPORT_COMPLETED]: "export_completed",
} as const satisfies Record<string, ChangeKind>;

export type ChangeEvent = keyof typeof KINDS;

// as: the keys of a literal.
export const CHANGE_EVENTS = Object.keys(KINDS) as ChangeEvent[];

/** Counts the changes of a kind between two times, and emits an event for each, unless it is a dry run. */
export async function emitChanges(
  container: MedusaContainer,
  event: ChangeEvent,
  { since, until, isDryRun }: { since: Date; until: string; isDryRun: boolean },
): Promise<number> {
  const { changes } = resolveCustomerModule(container);
  const bus = container.resolve(Modules.EVENT_BUS);
  let count = 0;
  for (let after: Change | null = null; ; ) {
    const page: Change[] = await changes.list(KINDS[event], { since, until, after, limit: PAGE });
    if (page.length && !isDryRun) {
      await bus.emit(page.map(({ data }) => ({ name: event, data })));
    }
    count += page.length;
    if (page.length < PAGE) {
      return count;
    }
    after = page[page.length - 1];
  }
}

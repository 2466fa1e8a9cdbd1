import type { MedusaContainer, Message } from "@medusajs/framework/types";
import { CustomerWorkflowEvents, Modules } from "@medusajs/framework/utils";
import type { ImportOptions } from "../../modules/customer/domain/imports/options";
import type { WrittenRows } from "../../modules/customer/operations/imports/apply/batch";
import { CustomerGroupMembershipEvents, membershipsEvents } from "../customer-group/events";

/** Messages that are made and emitted at once: the more, the longer they live, and the more memory an import takes. */
const MESSAGES_AT_ONCE = 100;

/** With room for the times that the event bus adds, see `rowMessages`. */
const metadata = () => ({ created_at: undefined, published_at: undefined });

/**
 * Emits what core's workflows would have emitted of the rows of a batch: always who joined which group, and of each customer
 * `customer.created` or `customer.updated` where the import is asked to. At once, not when a workflow ends: the events of a
 * million customers do not fit into memory.
 */
export async function emitWritten(
  container: MedusaContainer,
  { customers, memberships }: WrittenRows,
  { emit_row_events }: Pick<ImportOptions, "emit_row_events">,
): Promise<void> {
  const bus = container.resolve(Modules.EVENT_BUS);
  for (const data of membershipsEvents(memberships.pairs)) {
    await bus.emit({ name: CustomerGroupMembershipEvents.CUSTOMERS_ADDED, data, metadata: metadata() });
  }
  if (!emit_row_events) {
    return;
  }
  const all: [string, string[]][] = [
    [CustomerWorkflowEvents.CREATED, customers.created],
    [CustomerWorkflowEvents.UPDATED, customers.updated],
  ];
  for (const [name, ids] of all) {
    for (let from = 0; from < ids.length; from += MESSAGES_AT_ONCE) {
      await bus.emit(messagesOf(name, ids.slice(from, from + MESSAGES_AT_ONCE)));
    }
  }
}

const messagesOf = (name: string, ids: readonly string[]): Message[] =>
  ids.map((id) => ({ name, data: { id }, metadata: metadata(), options: undefined }));

import type { MedusaContainer, Message } from "@medusajs/framework/types";
import { CustomerWorkflowEvents, Modules } from "@medusajs/framework/utils";
import type { ImportOptions } from "../../modules/customer/imports/import-options";
import type { WrittenRows } from "../../modules/customer/imports/storing/store-batch.sql";
import { CustomerEvents } from "../events";
import { splitMembershipsEvents } from "../groups/split-memberships-events";

/** Messages that are created and emitted at once: the more, the longer they live, and the more memory an import needs. */
const MESSAGES_AT_ONCE = 100;

/** Has room for the times that the event bus adds, see `rowMessages`. */
const metadata = () => ({ created_at: undefined, published_at: undefined });

/**
 * Emits the events that core's workflows emit for the rows of a batch.
 *
 * Always those of memberships; `customer.created` and `customer.updated` when the import is configured to. It emits at
 * once, not when a workflow ends: the events of a million customers do not fit into memory.
 */
export async function emitWritten(
  container: MedusaContainer,
  { customers, memberships }: WrittenRows,
  { emit_row_events }: Pick<ImportOptions, "emit_row_events">,
): Promise<void> {
  const bus = container.resolve(Modules.EVENT_BUS);
  async function emit<Item>(name: string, items: readonly Item[], dataOf: (item: Item) => object): Promise<void> {
    for (let from = 0; from < items.length; from += MESSAGES_AT_ONCE) {
      await bus.emit(items.slice(from, from + MESSAGES_AT_ONCE).map((item) => messageOf(name, dataOf(item))));
    }
  }
  await emit(CustomerEvents.CUSTOMERS_ADDED, splitMembershipsEvents(memberships.pairs), (data) => data);
  if (emit_row_events) {
    await emit(CustomerWorkflowEvents.CREATED, customers.created, (id) => ({ id }));
    await emit(CustomerWorkflowEvents.UPDATED, customers.updated, (id) => ({ id }));
  }
}

const messageOf = (name: string, data: object): Message => ({ name, data, metadata: metadata(), options: undefined });

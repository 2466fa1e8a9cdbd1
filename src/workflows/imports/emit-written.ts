import type { MedusaContainer, Message } from "@medusajs/framework/types";
import { CustomerWorkflowEvents, Modules } from "@medusajs/framework/utils";
import type { ImportOptions } from "../../modules/customer/imports/import-options";
import type { WrittenRows } from "../../modules/customer/imports/storing/store-batch";
import { CustomerEvents } from "../events";
import { splitMembershipsEvents } from "../groups/split-memberships-events";

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

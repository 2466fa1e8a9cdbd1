import type { GroupCustomerPair } from "@medusajs/framework/types";
import { type MembershipsEvent } from "../events";

/** Customers per event; further customers go into further events. */
export const CUSTOMERS_PER_EVENT = 1_000;

/** Makes the data of events of pairs: one event for each group and 1,000 customers. */
export function splitMembershipsEvents(pairs: readonly GroupCustomerPair[]): MembershipsEvent[] {
  const byGroup = new Map<string, string[]>();
  for (const { customer_id, customer_group_id } of pairs) {
    const customers = byGroup.get(customer_group_id) ?? [];
    customers.push(customer_id);
    byGroup.set(customer_group_id, customers);
  }
  return [...byGroup].flatMap(([id, customers]) => chunks(customers).map((customer_ids) => ({ id, customer_ids })));
}

function chunks(ids: readonly string[]): string[][] {
  const count = Math.ceil(ids.length / CUSTOMERS_PER_EVENT);
  return Array.from({ length: count }, (_, index) =>
    ids.slice(index * CUSTOMERS_PER_EVENT, (index + 1) * CUSTOMERS_PER_EVENT),
  );
}

import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { resolveCustomerModule } from "../../shared/customer-module";

type Name = { first_name?: string | null; last_name?: string | null; phone?: string | null };

/** `id`: the customer of the order; null for an order without a customer or a shipping address. */
export type OrderOfGuest = { id: string | null; address: Name };

/** Reads the customer of an order and the name in its shipping address. The order may be deleted before its event is delivered. */
export async function readOrderOfGuest(container: MedusaContainer, orderId: string): Promise<OrderOfGuest> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const names = ["first_name", "last_name", "phone"].map((field) => `shipping_address.${field}`);
  const { data } = await query.graph({ entity: "order", fields: ["customer_id", ...names], filters: { id: orderId } });
  // as: Query types an order by its generated types, which a store may not have.
  const order = data.at(0) as { customer_id?: string | null; shipping_address?: Name | null } | undefined;
  const address = order?.shipping_address;
  return { id: (address && order?.customer_id) || null, address: address ?? {} };
}

/**
 * Returns whether an order is to name its customer: a guest without a name, whose order has a shipping address. Reads nothing with the
 * option `guest_names: "off"`.
 */
export async function hasGuestToName(container: MedusaContainer, orderId: string): Promise<boolean> {
  const { guests } = resolveCustomerModule(container);
  if (guests.namesMode === "off") {
    return false;
  }
  const { id } = await readOrderOfGuest(container, orderId);
  return id !== null && (await guests.isUnnamed(id));
}

import { Modules } from "@medusajs/framework/utils";
import { adminClient, registeredCustomer, storefrontClient } from "../accounts";
import type { ApiClient } from "../api-client";
import { createCatalogue } from "../catalogue";
import { registrants } from "../registration";
import type { Store } from "../store";

export type Caller = "admin" | "storefront" | "me" | "newcomer";

/** What one of the requests at once works on; what another one changes is not mistaken for its doing. */
export type Slot = {
  /** For the parameters of a path: `:id` of a customer, a group or a cart by the route's name for it. */
  ids: Record<"customer" | "address" | "group" | "login" | "cart", string>;
  headers: Record<Caller, Record<string, string>>;
};

export type FuzzStore = { slots: Slot[]; regionId: string; salesChannelId: string; variantId: string };

/** As many slots as requests are sent at once. Half of the customers are in half of the groups. */
export async function prepareSlots(store: Store, count: number): Promise<FuzzStore> {
  const admin = await adminClient(store);
  const catalogue = await createCatalogue(store);
  const storefront = await storefrontClient(store, catalogue.salesChannelId);
  const newcomers = await registrants(store, storefront, count);
  const slots: Slot[] = [];
  for (const [index, { authIdentityId, client: newcomer }] of newcomers.entries()) {
    slots.push(await prepareSlot(store, { index, login: authIdentityId, admin, storefront, newcomer }));
  }
  const groups = slots.filter((_, index) => index % 2).map(({ ids }) => ids.group);
  await store.customers.addCustomerToGroup(
    slots.flatMap(({ ids }) => groups.map((id) => ({ customer_id: ids.customer, customer_group_id: id }))),
  );
  return { slots, ...catalogue };
}

type Given = { index: number; login: string } & Record<"admin" | "storefront" | "newcomer", ApiClient>;

async function prepareSlot(store: Store, { index, login, ...clients }: Given): Promise<Slot> {
  const { customer, client: me } = await registeredCustomer(store, clients.storefront, `slot-${index}@x.io`);
  const address = await store.customers.createCustomerAddresses({ customer_id: customer.id, city: "Paris" });
  const group = await store.customers.createCustomerGroups({ name: `Slot ${index}` });
  const cart = await store.container.resolve(Modules.CART).createCarts({ currency_code: "eur" });
  return {
    ids: { customer: customer.id, address: address.id, group: group.id, login, cart: cart.id },
    headers: {
      admin: clients.admin.headers,
      storefront: clients.storefront.headers,
      me: me.headers,
      newcomer: clients.newcomer.headers,
    },
  };
}

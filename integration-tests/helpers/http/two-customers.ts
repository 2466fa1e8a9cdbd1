import type { CustomerDTO } from "@medusajs/framework/types";
import { ChangeActionType, ContainerRegistrationKeys, Modules, OrderChangeStatus } from "@medusajs/framework/utils";
import type { Store } from "../stores/store";

export type Login = { provider: string; entity_id: string; user_metadata?: Record<string, unknown> };

/** A login that leads to the customer, as registration leaves it behind. */
export async function createLogin(store: Store, customerId: string | null, login: Login): Promise<string> {
  const { id } = await store.container.resolve(Modules.AUTH).createAuthIdentities({
    provider_identities: [login],
    ...(customerId === null ? {} : { app_metadata: { customer_id: customerId } }),
  });
  return id;
}

export async function createOrder(store: Store, customer: { id: string; email: string | null }): Promise<string> {
  const { id } = await store.container.resolve(Modules.ORDER).createOrders({
    customer_id: customer.id,
    email: customer.email ?? undefined,
    currency_code: "eur",
    items: [{ title: "Bicycle", quantity: 1, unit_price: 100 }],
  });
  return id;
}

/**
 * A transfer of a stranger's order that waits for the stranger's word and would give it to the customer. Through the module,
 * because the workflow takes no guests.
 *
 * @returns the id of the row that names the customer.
 */
export async function createOrderTransfer(store: Store, customer: { id: string }): Promise<string> {
  const orders = store.container.resolve(Modules.ORDER);
  const order_id = await createOrder(store, { id: "cus_stranger", email: "stranger@x.io" });
  const change = await orders.createOrderChange({ order_id, change_type: "transfer" });
  const [{ id }] = await orders.addOrderAction([
    {
      ...{ order_id, order_change_id: change.id, version: change.version },
      ...{ action: ChangeActionType.TRANSFER_CUSTOMER, reference: "customer", reference_id: customer.id },
      details: { token: "secret" },
    },
  ]);
  await orders.updateOrderChanges([{ id: change.id, status: OrderChangeStatus.REQUESTED }]);
  return id;
}

export async function createCart(store: Store, customer: { id: string }, completed = false): Promise<string> {
  const carts = store.container.resolve(Modules.CART);
  const { id } = await carts.createCarts({ customer_id: customer.id, currency_code: "eur" });
  if (completed) {
    await carts.updateCarts([{ id, completed_at: new Date() }]);
  }
  return id;
}

/** What a payment provider knows of the customer; written past the provider, which no test store has. */
export async function createAccountHolder(store: Store, customerId: string, providerId: string): Promise<string> {
  const id = `acchld_${customerId}_${providerId}`;
  await store.sql("insert into account_holder (id, provider_id, external_id, data) values (?, ?, ?, '{}')", [
    id,
    providerId,
    `external_${id}`,
  ]);
  await store.container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.CUSTOMER]: { customer_id: customerId },
    [Modules.PAYMENT]: { account_holder_id: id },
  });
  return id;
}

/** A registered customer and a guest of the same email, the guest with one of everything that a merge moves. */
export async function createTwoCustomers(
  store: Store,
  unique: string,
): Promise<{
  registered: CustomerDTO;
  guest: CustomerDTO;
  orderId: string;
  transferId: string;
  cartId: string;
  groupId: string;
}> {
  const email = `ada-${unique}@x.io`;
  // A separate variable: the contract's type lacks a column that core's registration writes by this method too.
  const input = { email, has_account: true, first_name: "Ada", addresses: [{ city: "Paris" }] };
  const registered = await store.customers.createCustomers(input);
  const guest = await store.customers.createCustomers({
    email,
    last_name: "Lovelace",
    metadata: { source: "checkout" },
    addresses: [{ city: " PARIS " }, { city: "Rome", is_default_shipping: true, is_default_billing: true }],
  });
  const group = await store.customers.createCustomerGroups({ name: `group ${unique}` });
  await store.customers.addCustomerToGroup({ customer_id: guest.id, customer_group_id: group.id });
  await createCart(store, guest, true);
  await createAccountHolder(store, guest.id, "pp_system_default");
  return {
    registered,
    guest,
    orderId: await createOrder(store, guest),
    transferId: await createOrderTransfer(store, guest),
    cartId: await createCart(store, guest),
    groupId: group.id,
  };
}

import { Modules } from "@medusajs/framework/utils";
import { sentStatements } from "../../helpers/databases/sent-statements";
import { adminClient, registeredCustomer, storefrontClient } from "../../helpers/http/accounts";
import type { ApiClient, ErrorBody } from "../../helpers/http/api-client";
import { createOrder } from "../../helpers/http/two-customers";
import type { Store } from "../../helpers/stores/store";

const MERGE = "/admin/customers/merge";

type Preview = { preview: { moves: { order_transfers: number; orders: number }; blockers: unknown[] } };

export default function mergesOrderTransfers(store: Store): void {
  let admin: ApiClient;
  let storefront: ApiClient;

  beforeEach(async () => {
    admin = await adminClient(store);
    storefront = await storefrontClient(store);
  });

  const ownerOf = async (orderId: string) =>
    (await store.container.resolve(Modules.ORDER).retrieveOrder(orderId)).customer_id;

  /** The token that Medusa mails to whoever placed the order. */
  async function tokenOf(orderId: string): Promise<string> {
    const [row] = await store.sql<{ token: string }>(
      "select details ->> 'token' as token from order_change_action where order_id = ? and deleted_at is null",
      [orderId],
    );
    return row.token;
  }

  /** A guest's order whose transfer a registered customer has asked for, and another registered customer to merge them into. */
  async function requested() {
    const guest = await store.customers.createCustomers({ email: "guest@x.io" });
    const orderId = await createOrder(store, guest);
    const merged = await registeredCustomer(store, storefront, "old@x.io");
    const survivor = await registeredCustomer(store, storefront, "new@x.io");
    expect(await merged.client.post(`/store/orders/${orderId}/transfer/request`, {})).toMatchObject({ status: 200 });
    const ids = { customer_ids: [merged.customer.id, survivor.customer.id], survivor_id: survivor.customer.id };
    return { guest, orderId, merged, survivor, ids };
  }

  /** Two customers, of whom the one that is merged away waits for so many transfers; written past the services. */
  async function twoWith(transfers: number) {
    const merged = await registeredCustomer(store, storefront, `old-${transfers}@x.io`);
    const survivor = await registeredCustomer(store, storefront, `new-${transfers}@x.io`);
    const bindings = [String(transfers), merged.customer.id];
    const many = `with given as (select ?::int as transfers, ?::text as customer_id),
      row as (select customer_id, customer_id || '_' || i as id from given, generate_series(1, transfers) i),`;
    await store.sql(
      `${many} orders as (
         insert into "order" (id, currency_code, email, status) select 'order_' || id, 'eur', 'ada@x.io', 'pending' from row
       ), changes as (
         insert into order_change (id, order_id, version, change_type, status)
         select 'ordch_' || id, 'order_' || id, 2, 'transfer', 'requested' from row
       )
       insert into order_change_action (id, order_id, order_change_id, version, action, reference, reference_id, details)
       select 'ordchact_' || id, 'order_' || id, 'ordch_' || id, 2, 'TRANSFER_CUSTOMER', 'customer', customer_id, '{}' from row`,
      bindings,
    );
    const ids = { customer_ids: [merged.customer.id, survivor.customer.id], survivor_id: survivor.customer.id };
    return { merged, ids };
  }

  it("a transfer that the merged customer has asked for gives the order to the survivor when it is accepted after the merge", async () => {
    const { guest, orderId, survivor, ids } = await requested();

    const { data } = await admin.post<Preview>(`${MERGE}/preview`, ids);
    expect(data.preview).toMatchObject({ moves: { order_transfers: 1, orders: 0 }, blockers: [] });
    expect(await admin.post(MERGE, ids)).toMatchObject({ status: 200 });
    expect(await ownerOf(orderId)).toBe(guest.id);

    const token = await tokenOf(orderId);
    expect(await storefront.post(`/store/orders/${orderId}/transfer/accept`, { token })).toMatchObject({ status: 200 });

    expect(await ownerOf(orderId)).toBe(survivor.customer.id);
    const own = await survivor.client.get<{ orders: { id: string }[] }>("/store/orders");
    expect(own.data.orders.map(({ id }) => id)).toEqual([orderId]);
  });

  it("the survivor can cancel such a transfer; the merged customer's token cannot", async () => {
    const { orderId, guest, merged, survivor, ids } = await requested();
    expect(await admin.post(MERGE, ids)).toMatchObject({ status: 200 });
    const url = `/store/orders/${orderId}/transfer/cancel`;

    expect(await merged.client.post<ErrorBody>(url, {})).toMatchObject({ status: 400, data: { type: "not_allowed" } });
    expect(await survivor.client.post(url, {})).toMatchObject({ status: 200 });

    expect(await store.sql("select 1 from order_change where deleted_at is null")).toEqual([]);
    expect(await ownerOf(orderId)).toBe(guest.id);
  });

  it("transfers of others, and those that were declined or accepted, stay as they are", async () => {
    const { orderId, merged, survivor, ids } = await requested();
    const other = await registeredCustomer(store, storefront, "other@x.io");
    const ask = async (client: ApiClient) => {
      const id = await createOrder(store, { id: "cus_stranger", email: "stranger@x.io" });
      expect(await client.post(`/store/orders/${id}/transfer/request`, {})).toMatchObject({ status: 200 });
      return id;
    };
    const others = await ask(other.client);
    const declined = await ask(merged.client);
    const token = await tokenOf(declined);
    expect(await storefront.post(`/store/orders/${declined}/transfer/decline`, { token })).toMatchObject({
      status: 200,
    });

    expect(await admin.post(MERGE, ids)).toMatchObject({ status: 200 });

    const rows = await store.sql<{ order_id: string; reference_id: string }>(
      "select order_id, reference_id from order_change_action where deleted_at is null",
    );
    const goesTo = new Map(rows.map(({ order_id, reference_id }) => [order_id, reference_id]));
    expect([orderId, others, declined].map((id) => goesTo.get(id))).toEqual([
      survivor.customer.id,
      other.customer.id,
      merged.customer.id,
    ]);
  });

  it("a hundred transfers move with as many statements as one", async () => {
    const sent = async (transfers: number) => {
      const { merged, ids } = await twoWith(transfers);
      const statements = await sentStatements(async () => {
        expect(await admin.post(MERGE, ids)).toMatchObject({ status: 200 });
      });
      const left = "select 1 from order_change_action where reference_id = ?";
      expect(await store.sql(left, [merged.customer.id])).toEqual([]);
      return statements.filter(({ text }) => text.includes("order_change_action")).length;
    };

    const one = await sent(1);
    expect(one).toBeGreaterThan(0);
    expect(await sent(100)).toBe(one);
  });
}

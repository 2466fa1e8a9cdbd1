import { adminClient, registeredCustomer, storefrontClient } from "../../helpers/http/accounts";
import { createCatalogue } from "../../helpers/http/catalogue";
import type { Store } from "../../helpers/stores/store";

/** What shops keep there: objects, lists and plain values, with names that objects have too. */
const METADATA = {
  source: "shop",
  points: 12,
  nested: { name: "Ada", length: 3, keys: { values: [1, "two", { three: true }] } },
  empty: {},
};

export default function metadata(store: Store): void {
  it("with ordinary keys is accepted and stored on every route that takes it", async () => {
    const admin = await adminClient(store);
    const { regionId: region_id, salesChannelId } = await createCatalogue(store);
    const storefront = await storefrontClient(store, salesChannelId);
    const { client: me } = await registeredCustomer(store, storefront, "me@x.io");
    const customer = await store.customers.createCustomers({ email: "ada@x.io" });
    const address = await store.customers.createCustomerAddresses({ customer_id: customer.id });
    const group = await store.customers.createCustomerGroups({ name: "Wholesale" });
    const { data: made } = await storefront.post<{ cart: { id: string } }>("/store/carts", { region_id });

    const ofAdmin: [string, object][] = [
      ["/admin/customers", { email: "new@x.io" }],
      [`/admin/customers/${customer.id}`, {}],
      [`/admin/customers/${customer.id}/addresses`, { city: "Delft" }],
      [`/admin/customers/${customer.id}/addresses/${address.id}`, {}],
      ["/admin/customer-groups", { name: "Retail" }],
      [`/admin/customer-groups/${group.id}`, {}],
    ];
    const ofShopper: [string, object][] = [
      ["/store/customers/me", {}],
      ["/store/customers/me/addresses", { city: "Delft" }],
      ["/store/carts", { region_id }],
      [`/store/carts/${made.cart.id}`, {}],
    ];
    const calls = [
      ...ofAdmin.map(([path, body]) => ({ client: admin, path, body })),
      ...ofShopper.map(([path, body]) => ({ client: me, path, body })),
    ];
    const answers = [];
    for (const { client, path, body } of calls) {
      const { status } = await client.post(path, { ...body, metadata: METADATA });
      answers.push([path, status]);
    }
    expect(answers).toEqual(calls.map(({ path }) => [path, 200]));

    const tables = ["customer", "customer_address", "customer_group", "cart"];
    const stored = tables.map((table) => store.sql(`select metadata from ${table} where metadata is not null`));
    const rows = (await Promise.all(stored)).flat();
    expect(rows).toEqual(calls.map(() => ({ metadata: METADATA })));
  });
}

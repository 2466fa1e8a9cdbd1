import { adminClient, registeredCustomer, storefrontClient } from "../../helpers/http/accounts";
import { type ApiClient, allAnswered, type ErrorBody, type RequestLine } from "../../helpers/http/api-client";
import { eventsOf } from "../../helpers/stores/sent-events";
import type { Store } from "../../helpers/stores/store";

export default function groupsBatches(store: Store): void {
  let admin: ApiClient;

  beforeEach(async () => {
    admin = await adminClient(store);
  });

  const times = <Row>(count: number, make: (n: number) => Row) => Array.from({ length: count }, (_, n) => make(n));

  describe("POST /admin/customer-groups/:id/customers/batch", () => {
    async function group(customers: number) {
      const { id } = await store.customers.createCustomerGroups({ name: "Gold" });
      const rows = await store.customers.createCustomers(
        times(customers, (n) => ({ last_name: n % 2 ? "Odd" : "Even" })),
      );
      return { id, url: `/admin/customer-groups/${id}/customers/batch`, ids: rows.map((row) => row.id) };
    }

    const membersOf = async (id: string) => {
      const rows = await store.customers.listCustomerGroupCustomers({ customer_group_id: id });
      return rows.map(({ customer_id }) => customer_id).sort();
    };

    it("adds and removes by ids and by filter, and answers how many came and went", async () => {
      const { id, url, ids } = await group(10);

      expect(await admin.post(url, { add: { filter: { last_name: "Odd" } } })).toEqual({
        status: 200,
        data: { id, added: 5, removed: 0, change_id: expect.any(String) },
      });
      expect(
        await admin.post(url, { add: { ids: [ids[0], ids[1]] }, remove: { filter: { id: [ids[3], ids[5]] } } }),
      ).toEqual({
        status: 200,
        data: { id, added: 1, removed: 2, change_id: expect.any(String) },
      });
      expect(await membersOf(id)).toEqual([ids[0], ids[1], ids[7], ids[9]].sort());
      expect(await admin.post(url, { remove: { filter: { groups: id } } })).toMatchObject({ data: { removed: 4 } });
    });

    it("emits who came and who went, real changes only, a thousand in an event", async () => {
      const { id, url, ids } = await group(2_100);
      await store.customers.addCustomerToGroup({ customer_id: ids[0], customer_group_id: id });

      const heard = await eventsOf(store, () => admin.post(url, { add: { filter: { last_name: ["Odd", "Even"] } } }));
      const data = heard.map((event) => event.data as { id: string; customer_ids: string[] });
      expect(heard.map(({ name }) => name)).toEqual(Array(3).fill("customer_group.customers_added"));
      expect(data.map((one) => [one.id, one.customer_ids.length])).toEqual([
        [id, 1_000],
        [id, 1_000],
        [id, 99],
      ]);
      expect(data.flatMap((one) => one.customer_ids).sort()).toEqual(ids.slice(1).sort());

      const left = await eventsOf(store, () =>
        admin.post(url, { remove: { ids: [ids[7], ids[7]] }, add: { ids: [ids[8]] } }),
      );
      expect(left).toEqual([{ name: "customer_group.customers_removed", data: { id, customer_ids: [ids[7]] } }]);
      expect(await eventsOf(store, () => admin.post(url, { remove: { ids: [ids[7]] } }))).toEqual([]);
    });

    it("takes a list without ids for nothing to do", async () => {
      const { id, url, ids } = await group(2);

      expect(await admin.post(url, { add: { ids: [ids[0]] }, remove: { ids: [] } })).toEqual({
        status: 200,
        data: { id, added: 1, removed: 0, change_id: expect.any(String) },
      });
      const before = await store.customerTables();
      const bodies = [{ remove: { ids: [] } }, { add: { ids: [] } }, { add: { ids: [] }, remove: { ids: [] } }];
      const heard = await eventsOf(store, async () => {
        for (const body of bodies) {
          expect([body, await admin.post(url, body)]).toEqual([
            body,
            { status: 200, data: { id, added: 0, removed: 0, change_id: null } },
          ]);
        }
      });
      expect(heard).toEqual([]);
      expect(await store.customerTables()).toEqual(before);
      const unknown = "/admin/customer-groups/cusgroup_unknown/customers/batch";
      expect(await admin.post(unknown, { remove: { ids: [] } })).toMatchObject({ status: 404 });
    });

    it("takes 10,000 ids and no more", async () => {
      const { url, ids } = await group(2);
      const many = [...ids, ...times(9_998, (n) => `cus_${n}`)];

      expect(await admin.post(url, { remove: { ids: many } })).toMatchObject({ status: 200, data: { removed: 0 } });
      const { status, data } = await admin.post<ErrorBody>(url, { remove: { ids: [...many, "one more"] } });
      expect({ status, message: data.message }).toEqual({
        status: 400,
        message: expect.stringContaining('"remove.ids"'),
      });
    });

    it("refuses wrong bodies with 400, unknown groups and customers with 404, and stores nothing", async () => {
      const { url, ids } = await group(2);
      const before = await store.customerTables();
      const wrong: RequestLine[] = [
        ["POST", url, {}],
        ["POST", url, { add: {} }],
        ["POST", url, { add: { ids, filter: { last_name: "Odd" } } }],
        ["POST", url, { add: { filter: {} } }],
        ["POST", url, { remove: { filter: { q: " " } } }],
        ["POST", url, { add: { filter: { limit: 1 } } }],
        ["POST", url, { add: { filter: { unknown: 1 } } }],
        ["POST", url, { add: { filter: { created_at: { $gt: "no time" } } } }],
        ["POST", url, { add: { filter: { id: { $re: "(" } } } }],
        ["POST", url, { insert: { ids } }],
      ];
      const unknown: RequestLine[] = [
        ["POST", url, { add: { ids: [...ids, "cus_unknown"] } }],
        ["POST", "/admin/customer-groups/cusgroup_unknown/customers/batch", { add: { ids } }],
      ];

      expect(await admin.statuses(wrong)).toEqual(allAnswered(wrong, 400));
      expect(await admin.statuses(unknown)).toEqual(allAnswered(unknown, 404));
      expect(await store.customerTables()).toEqual(before);
    });
  });

  it("core's link routes tell of real changes too", async () => {
    const [ada, bob] = await store.customers.createCustomers([{}, {}]);
    const [gold, silver] = await store.customers.createCustomerGroups([{ name: "Gold" }, { name: "Silver" }]);
    await store.customers.addCustomerToGroup({ customer_id: ada.id, customer_group_id: gold.id });

    const ofGroup = await eventsOf(store, () =>
      admin.post(`/admin/customer-groups/${gold.id}/customers`, { add: [ada.id, bob.id] }),
    );
    const ofCustomer = await eventsOf(store, () =>
      admin.post(`/admin/customers/${ada.id}/customer-groups`, { add: [silver.id], remove: [gold.id] }),
    );
    const nothing = await eventsOf(store, () =>
      admin.post(`/admin/customer-groups/${gold.id}/customers`, { remove: [ada.id] }),
    );

    expect(ofGroup).toEqual([
      { name: "customer_group.customers_added", data: { id: gold.id, customer_ids: [bob.id] } },
    ]);
    expect(ofCustomer).toEqual([
      { name: "customer_group.customers_added", data: { id: silver.id, customer_ids: [ada.id] } },
      { name: "customer_group.customers_removed", data: { id: gold.id, customer_ids: [ada.id] } },
    ]);
    expect(nothing).toEqual([]);
  });

  it("answers 401 to a caller without a token and to a customer's token, and changes nothing", async () => {
    const { customer, client } = await registeredCustomer(store, await storefrontClient(store), "a@example.com");
    const group = await store.customers.createCustomerGroups({ name: "Gold" });
    const before = await store.customerTables();
    const routes: RequestLine[] = [
      ["POST", `/admin/customer-groups/${group.id}/customers/batch`, { add: { ids: [customer.id] } }],
    ];

    expect(await store.client.statuses(routes)).toEqual(allAnswered(routes, 401));
    expect(await client.statuses(routes)).toEqual(allAnswered(routes, 401));
    expect(await store.customerTables()).toEqual(before);
  });
}

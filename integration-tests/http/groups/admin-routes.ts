import type { HttpTypes } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { adminClient, registeredCustomer, storefrontClient } from "../../helpers/http/accounts";
import { type ApiClient, allAnswered, type ErrorBody, type RequestLine } from "../../helpers/http/api-client";
import type { Store } from "../../helpers/stores/store";

type GroupBody = HttpTypes.AdminCustomerGroupResponse;
type CustomerBody = HttpTypes.AdminCustomerResponse;

export default function groupsAdminRoutes(store: Store): void {
  let admin: ApiClient;

  beforeEach(async () => {
    admin = await adminClient(store);
  });

  describe("/admin/customer-groups", () => {
    it("creates a group through our service", async () => {
      const calls = store.recordCalls();
      const { status, data } = await admin.post<GroupBody>("/admin/customer-groups", {
        name: "Wholesale",
        metadata: { discount: 10 },
      });

      expect(status).toBe(200);
      expect(data.customer_group).toMatchObject({ name: "Wholesale", metadata: { discount: 10 } });
      expect(await calls.gave(data.customer_group.id)).toEqual(
        expect.arrayContaining(["createCustomerGroups", "listCustomerGroups"]),
      );
    });

    it("lists, filters and answers groups through our service, and 404 for an unknown id", async () => {
      const [retail, wholesale] = await store.customers.createCustomerGroups([
        { name: "Retail" },
        { name: "Wholesale" },
      ]);
      const calls = store.recordCalls();

      const all = await admin.get<HttpTypes.AdminCustomerGroupListResponse>("/admin/customer-groups?order=name");
      expect(all).toMatchObject({ status: 200, data: { count: 2, offset: 0, limit: 50 } });
      expect(all.data.customer_groups.map(({ id }) => id)).toEqual([retail.id, wholesale.id]);
      expect(await calls.gave(retail.id)).toContain("listAndCountCustomerGroups");
      const found = await admin.get<HttpTypes.AdminCustomerGroupListResponse>("/admin/customer-groups?q=whole");
      expect(found.data.customer_groups.map(({ id }) => id)).toEqual([wholesale.id]);

      calls.clear();
      const one = await admin.get<GroupBody>(`/admin/customer-groups/${retail.id}`);
      expect(one).toMatchObject({ status: 200, data: { customer_group: { id: retail.id, name: "Retail" } } });
      expect(await calls.gave(retail.id)).toContain("listCustomerGroups");
      const unknown = await admin.get<ErrorBody>("/admin/customer-groups/cusgroup_unknown");
      expect(unknown).toMatchObject({ status: 404, data: { type: "not_found" } });
    });

    it("updates a group through our service, and answers 404 for an unknown id", async () => {
      const group = await store.customers.createCustomerGroups({ name: "Old", metadata: { kept: true } });
      const calls = store.recordCalls();

      const { status, data } = await admin.post<GroupBody>(`/admin/customer-groups/${group.id}`, { name: "New" });
      expect(status).toBe(200);
      expect(data.customer_group).toMatchObject({ name: "New", metadata: { kept: true } });
      expect(calls.called()).toContain("updateCustomerGroups");
      const unknown = await admin.post<ErrorBody>("/admin/customer-groups/cusgroup_unknown", { name: "New" });
      expect(unknown).toMatchObject({ status: 404, data: { type: "not_found" } });
    });

    it("deletes a group through our service; its customers stay", async () => {
      const customer = await store.customers.createCustomers({ email: "member@example.com" });
      const [gone, kept] = await store.customers.createCustomerGroups([{ name: "Gone" }, { name: "Kept" }]);
      await store.customers.addCustomerToGroup({ customer_id: customer.id, customer_group_id: gone.id });
      const calls = store.recordCalls();

      const answer = await admin.delete(`/admin/customer-groups/${gone.id}`);
      expect(answer).toEqual({ status: 200, data: { id: gone.id, object: "customer_group", deleted: true } });
      expect(calls.called()).toContain("softDeleteCustomerGroups");
      expect(await store.customers.listCustomerGroups()).toEqual([expect.objectContaining({ id: kept.id })]);
      expect(await store.customers.listCustomers()).toEqual([expect.objectContaining({ id: customer.id })]);
    });

    it("refuses wrong bodies and queries, and a name that a live group has, with 400, and stores nothing", async () => {
      const { id } = await store.customers.createCustomerGroups({ name: "Taken" });
      const path = `/admin/customer-groups/${id}`;
      const before = await store.customerTables();
      const wrong: RequestLine[] = [
        ["POST", "/admin/customer-groups", {}],
        ["POST", "/admin/customer-groups", { name: "A", unknown: "field" }],
        ["POST", "/admin/customer-groups", { name: "Taken" }],
        ["POST", path, { name: 1 }],
        ["POST", path, { id: "cusgroup_other" }],
        ["POST", `${path}/customers`, { add: "cus_1" }],
        ["POST", `${path}/customers`, { insert: [] }],
        ["GET", "/admin/customer-groups?unknown=1"],
        ["GET", `${path}?unknown=1`],
      ];

      expect(await admin.statuses(wrong)).toEqual(allAnswered(wrong, 400));
      expect(await store.customerTables()).toEqual(before);
    });
  });

  describe("memberships", () => {
    it("adds and removes the customers of a group through our service", async () => {
      const [first, second] = await store.customers.createCustomers([{ email: "a@x.io" }, { email: "b@x.io" }]);
      const group = await store.customers.createCustomerGroups({ name: "Wholesale" });
      await store.customers.addCustomerToGroup({ customer_id: first.id, customer_group_id: group.id });
      const calls = store.recordCalls();

      const body = { add: [second.id], remove: [first.id] };
      const path = `/admin/customer-groups/${group.id}/customers?fields=id,customers.email`;
      const { status, data } = await admin.post<GroupBody>(path, body);
      expect(status).toBe(200);
      expect(data.customer_group.customers).toEqual([expect.objectContaining({ email: "b@x.io" })]);
      expect(calls.called()).toEqual(expect.arrayContaining(["membershipBatches.changePairs", "listCustomerGroups"]));
      expect(await calls.gave(second.id)).toContain("listCustomerGroups");
    });

    it("adds and removes the groups of a customer through our service", async () => {
      const customer = await store.customers.createCustomers({ email: "a@example.com" });
      const [left, joined] = await store.customers.createCustomerGroups([{ name: "Left" }, { name: "Joined" }]);
      await store.customers.addCustomerToGroup({ customer_id: customer.id, customer_group_id: left.id });
      const calls = store.recordCalls();

      const body = { add: [joined.id], remove: [left.id] };
      const path = `/admin/customers/${customer.id}/customer-groups?fields=id,groups.name`;
      const { status, data } = await admin.post<CustomerBody>(path, body);
      expect(status).toBe(200);
      expect(data.customer.groups).toEqual([expect.objectContaining({ name: "Joined" })]);
      expect(calls.called()).toEqual(expect.arrayContaining(["membershipBatches.changePairs", "listCustomers"]));
      expect(await calls.gave(joined.id)).toContain("listCustomers");
    });

    it("stores no half of a change whose other half is refused", async () => {
      const customer = await store.customers.createCustomers({ email: "a@example.com" });
      const [joined, left] = await store.customers.createCustomerGroups([{ name: "Joined" }, { name: "Left" }]);
      await store.customers.addCustomerToGroup({ customer_id: customer.id, customer_group_id: left.id });
      const before = await store.customerTables();

      const ofCustomer = `/admin/customers/${customer.id}/customer-groups`;
      const ofGroup = `/admin/customer-groups/${left.id}/customers`;
      const refused: [string, object, number][] = [
        [ofCustomer, { add: [joined.id, "cusgroup_unknown"], remove: [left.id] }, 404],
        [ofCustomer, { add: [joined.id], remove: ["a\u0000b"] }, 400],
        [ofGroup, { add: ["cus_unknown"], remove: [customer.id] }, 404],
      ];
      for (const [path, body, status] of refused) {
        expect(await admin.post(path, body)).toMatchObject({ status });
      }
      expect(await store.customerTables()).toEqual(before);
    });

    it("refuses unknown customers and groups with 404, wrong bodies with 400, and stores nothing", async () => {
      const customer = await store.customers.createCustomers({ email: "a@example.com" });
      const group = await store.customers.createCustomerGroups({ name: "Wholesale" });
      const before = await store.customerTables();
      const unknown: RequestLine[] = [
        ["POST", `/admin/customer-groups/${group.id}/customers`, { add: [customer.id, "cus_unknown"] }],
        ["POST", "/admin/customer-groups/cusgroup_unknown/customers", { add: [customer.id] }],
        ["POST", `/admin/customers/${customer.id}/customer-groups`, { add: [group.id, "cusgroup_unknown"] }],
      ];
      const wrong: RequestLine[] = [
        ["POST", `/admin/customers/${customer.id}/customer-groups`, { add: group.id }],
        ["POST", `/admin/customers/${customer.id}/customer-groups`, { groups: [group.id] }],
      ];

      expect(await admin.statuses(unknown)).toEqual(allAnswered(unknown, 404));
      expect(await admin.statuses(wrong)).toEqual(allAnswered(wrong, 400));
      expect(await store.customerTables()).toEqual(before);
    });

    it("lists the customers of a group, and the groups of a customer, by filter", async () => {
      const [member] = await store.customers.createCustomers([
        { email: "in@example.com" },
        { email: "out@example.com" },
      ]);
      const [group] = await store.customers.createCustomerGroups([{ name: "Wholesale" }, { name: "Empty" }]);
      await store.customers.addCustomerToGroup({ customer_id: member.id, customer_group_id: group.id });

      const customers = await admin.get<HttpTypes.AdminCustomerListResponse>(`/admin/customers?groups=${group.id}`);
      expect(customers.data).toMatchObject({ count: 1, customers: [{ id: member.id }] });
      const path = `/admin/customer-groups?customers[id][]=${member.id}`;
      const groups = await admin.get<HttpTypes.AdminCustomerGroupListResponse>(path);
      expect(groups.data).toMatchObject({ count: 1, customer_groups: [{ id: group.id }] });
    });
  });

  it("a condition on deleted_at beside a group finds no live customer", async () => {
    const [ann, bob] = await store.customers.createCustomers([{}, {}]);
    const group = await store.customers.createCustomerGroups({ name: "Wholesale" });
    const pairs = [ann, bob].map(({ id }) => ({ customer_id: id, customer_group_id: group.id }));
    await store.customers.addCustomerToGroup(pairs);
    await store.customers.softDeleteCustomers([ann.id]);

    const path = `/admin/customers?groups=${group.id}`;
    const all = await admin.get<HttpTypes.AdminCustomerListResponse>(path);
    const deleted = await admin.get<HttpTypes.AdminCustomerListResponse>(`${path}&deleted_at[$gt]=2000-01-01`);

    expect(all.data).toMatchObject({ count: 1, customers: [{ id: bob.id }] });
    expect(deleted).toMatchObject({ status: 200, data: { count: 0, customers: [] } });
  });

  it("more than 10,000 memberships in one request are refused by name, on both routes", async () => {
    const customer = await store.customers.createCustomers({});
    const group = await store.customers.createCustomerGroups({ name: "Wholesale" });
    const ids = Array(10_001).fill("x");

    for (const path of [
      `/admin/customers/${customer.id}/customer-groups`,
      `/admin/customer-groups/${group.id}/customers`,
    ]) {
      for (const field of ["add", "remove"]) {
        expect(await admin.post(path, { [field]: ids })).toMatchObject({
          status: 400,
          data: { message: expect.stringMatching(`^The field "${field}" has 10001 ids; at most 10,000`) },
        });
      }
    }
    expect((await admin.post(`/admin/customer-groups/${group.id}/customers`, { remove: ids.slice(1) })).status).toBe(
      200,
    );
  });

  it("answers 401 on every route to a caller without a token and to a customer's token, and changes nothing", async () => {
    const { customer, client } = await registeredCustomer(store, await storefrontClient(store), "a@example.com");
    const group = await store.customers.createCustomerGroups({ name: "Wholesale" });
    const before = await store.customerTables();
    const routes: RequestLine[] = [
      ["GET", "/admin/customer-groups"],
      ["POST", "/admin/customer-groups", { name: "Mine" }],
      ["GET", `/admin/customer-groups/${group.id}`],
      ["POST", `/admin/customer-groups/${group.id}`, { name: "Mine" }],
      ["DELETE", `/admin/customer-groups/${group.id}`],
      ["POST", `/admin/customer-groups/${group.id}/customers`, { add: [customer.id] }],
      ["POST", `/admin/customers/${customer.id}/customer-groups`, { add: [group.id] }],
    ];

    expect(await store.client.statuses(routes)).toEqual(allAnswered(routes, 401));
    expect(await client.statuses(routes)).toEqual(allAnswered(routes, 401));
    expect(await store.customerTables()).toEqual(before);
  });

  it("query.graph joins a customer of our service with groups, addresses and account holders", async () => {
    const customer = await store.customers.createCustomers({
      email: "Graph@example.com",
      addresses: [{ address_name: "Home", city: "Bern" }],
    });
    const group = await store.customers.createCustomerGroups({ name: "Wholesale" });
    await store.customers.addCustomerToGroup({ customer_id: customer.id, customer_group_id: group.id });
    const accountHolder = await store.container.resolve(Modules.PAYMENT).createAccountHolder({
      provider_id: "pp_system_default",
      context: { customer: { id: customer.id, email: "graph@example.com" } },
    });
    await store.container.resolve(ContainerRegistrationKeys.LINK).create({
      [Modules.CUSTOMER]: { customer_id: customer.id },
      [Modules.PAYMENT]: { account_holder_id: accountHolder.id },
    });
    const calls = store.recordCalls();

    const { data } = await store.container.resolve(ContainerRegistrationKeys.QUERY).graph({
      entity: "customer",
      fields: ["id", "email", "groups.name", "addresses.city", "account_holders.external_id"],
      filters: { email: "GRAPH@example.com" },
    });

    expect(data).toEqual([
      expect.objectContaining({
        id: customer.id,
        email: "graph@example.com",
        groups: [expect.objectContaining({ name: "Wholesale" })],
        addresses: [expect.objectContaining({ city: "Bern" })],
        account_holders: [expect.objectContaining({ external_id: customer.id })],
      }),
    ]);
    expect(await calls.gave(customer.id)).toContain("listCustomers");
  });
}

import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { adminClient, registeredCustomer, storefrontClient } from "../../helpers/http/accounts";
import type { ApiClient, ErrorBody } from "../../helpers/http/api-client";
import type { Store } from "../../helpers/stores/store";

const SECRET = "password-1";

const exportsOf = (filters: object): [string, object] => ["/admin/customers/exports", { filters }];

export default function guards(store: Store): void {
  let admin: ApiClient;
  let storefront: ApiClient;
  let customerId: string;
  let groupId: string;

  beforeEach(async () => {
    admin = await adminClient(store);
    storefront = await storefrontClient(store);
    const customers = await store.customers.createCustomers(["a@x.io", "b@x.io", "c@x.io"].map((email) => ({ email })));
    const group = await store.customers.createCustomerGroups({ name: "Wholesale" });
    await store.customers.addCustomerToGroup(
      customers.map(({ id }) => ({ customer_id: id, customer_group_id: group.id })),
    );
    customerId = customers[0].id;
    groupId = group.id;
  });

  describe("fields that go in a circle, or too deep", () => {
    const circle = `${"groups.customers.".repeat(7)}id`;

    it("are refused with their path on every route of customers and groups, before anything is read or stored", async () => {
      const before = await store.customerTables();
      const paths = [
        `fields=${circle}`,
        "fields=*groups.customers.groups",
        "fields=%2Bgroups.customers.groups.id",
        "fields=id,groups.customers.groups.*",
        "fields[]=groups.customers.groups.id",
        "fields=addresses.customer.addresses.id",
        "fields=a.b.c.d.e.f.g",
        "fields=id,__proto__",
      ];
      for (const query of paths) {
        const answers = [
          await admin.get<ErrorBody>(`/admin/customers/${customerId}?${query}`),
          await admin.get<ErrorBody>(`/ADMIN/customers?${query}`),
          await admin.get<ErrorBody>(`/admin/customers/cursor?${query}`),
          await admin.get<ErrorBody>(`/admin/customer-groups/${groupId}?${query}`),
          await admin.post<ErrorBody>(`/admin/customers?${query}`, { email: "new@x.io" }),
          await admin.post<ErrorBody>(`/admin/customers/${customerId}/customer-groups?${query}`, { remove: [groupId] }),
        ];
        expect({ query, answers }).toEqual({
          query,
          answers: answers.map(() => ({
            status: 400,
            data: expect.objectContaining({ message: expect.stringContaining('The field "fields"') }),
          })),
        });
      }
      expect(await store.customerTables()).toEqual(before);
    });

    it("are refused where customers are a part of another resource", async () => {
      const answer = await admin.get<ErrorBody>(`/admin/orders?fields=customer.${circle}`);
      expect(answer).toMatchObject({ status: 400, data: { message: expect.stringContaining("passes") } });
    });

    it("are answered when they go once through each relation", async () => {
      const { status, data } = await admin.get<{ customer: object }>(
        `/admin/customers/${customerId}?fields=id,*groups,groups.customers.email,groups.customers.addresses.city`,
      );
      expect([status, data.customer]).toEqual([200, expect.objectContaining({ id: customerId })]);
    });
  });

  it("an unknown key deep in a filter is refused by its place, and neither exports, changes nor lists anybody", async () => {
    const before = await store.customerTables();
    const batch = `/admin/customer-groups/${groupId}/customers/batch`;
    const refused: [string, object | undefined, string][] = [
      [...exportsOf({ $or: [{ outer_id: "no-such" }] }), "filters.$or.0.outer_id"],
      [...exportsOf({ $and: [{ email: "a@x.io" }, { emial: "a@x.io" }] }), "filters.$and.1.emial"],
      [...exportsOf({ $and: [{ $or: [{ email: "a@x.io" }] }] }), "filters.$and.0.$or"],
      [...exportsOf({ groups: { nmae: "Wholesale" } }), "filters.groups.nmae"],
      [...exportsOf({ created_at: { $gtt: "2024-01-01" } }), "filters.created_at.$gtt"],
      ["/admin/customers/exports?$or[0][emial]=a@x.io", {}, "$or.0.emial"],
      [batch, { remove: { filter: { $or: [{ emial: "a@x.io" }] } } }, "remove.filter.$or.0.emial"],
      [batch, { remove: { filter: { email: "a@x.io", groups: { nmae: "x" } } } }, "remove.filter.groups.nmae"],
      ["/admin/customers?$or[0][emial]=a@x.io", undefined, "$or.0.emial"],
      ["/admin/customers?groups[nmae]=x", undefined, "groups.nmae"],
      ["/admin/customers?groups.nmae=x", undefined, "groups.nmae"],
      ["/admin/customers/cursor?$and[0][emial]=a@x.io", undefined, "$and.0.emial"],
      ["/admin/customer-groups?$or[0][nmae]=x", undefined, "$or.0.nmae"],
      ["/admin/customer-groups?customers[emial]=x", undefined, "customers.emial"],
    ];
    for (const [path, body, place] of refused) {
      const answer = await admin.send<ErrorBody>(body ? "POST" : "GET", path, body);
      expect({ path, body, answer }).toMatchObject({
        answer: { status: 400, data: { message: expect.stringContaining(`"${place}"`) } },
      });
    }
    expect(await store.customerTables()).toEqual(before);
    expect(await store.sql("select id from customer_export")).toEqual([]);
  });

  it("a secret of a wrong type is repeated neither in the answer nor in the log", async () => {
    const { client: me } = await registeredCustomer(store, storefront, "me@x.io");
    const logged: unknown[] = [];
    for (const method of ["info", "warn", "error", "http"] as const) {
      jest.spyOn(store.container.resolve("logger"), method).mockImplementation((...args: unknown[]) => {
        logged.push(args.map(String));
      });
    }
    const requests: [ApiClient, "POST" | "DELETE", string, string[]][] = [
      [storefront, "POST", "/store/customers/invitations/accept", ["token", "password"]],
      [storefront, "POST", "/store/customers/email/approve", ["token"]],
      [storefront, "POST", "/store/customers/email/confirm", ["token"]],
      [storefront, "POST", "/auth/verification/confirm", ["code"]],
      [storefront, "POST", "/AUTH/verification/confirm/", ["code"]],
      [storefront, "POST", "/auth/customer/emailpass", ["password"]],
      [storefront, "POST", "/auth/customer/emailpass/register", ["password"]],
      [me, "POST", "/store/customers/me/email", ["password"]],
      [me, "POST", "/store/customers/me/email/confirm", ["token"]],
      [me, "POST", "/store/customers/me/logins", ["token", "password"]],
      [me, "DELETE", "/store/customers/me/logins/x", ["password"]],
    ];
    for (const [client, method, path, fields] of requests) {
      const wrong = fields.flatMap((field) => [
        { [field]: [SECRET] },
        { [field]: { a: SECRET } },
        { [field]: 12345678 },
      ]);
      for (const body of [...wrong, [SECRET]]) {
        const { status, data } = await client.send(method, path, body);
        const answer = JSON.stringify(data);
        expect({ path, body, status, answer }).toEqual({
          ...{ path, body, answer: expect.not.stringMatching(/password-1|12345678/) },
          status: path.startsWith("/auth/customer") ? 401 : 400,
        });
      }
    }
    expect(JSON.stringify(logged)).not.toMatch(/password-1|12345678/);
  });

  it("a secret is checked on routes that take one: an application's own route beside them has fields of its own", async () => {
    const { client: me } = await registeredCustomer(store, storefront, "me@x.io");
    for (const path of [
      "/store/customers/me/vouchers",
      "/store/customers/vouchers",
      "/store/customers/me/logins/x/y",
    ]) {
      expect(await me.post(path, { code: 1234 })).toMatchObject({ status: 404 });
    }
  });

  it("a code provider is refused only where the store's options can be read", async () => {
    const { modules } = store.container.resolve(ContainerRegistrationKeys.CONFIG_MODULE);
    if (!modules) {
      throw new Error("The store has no modules.");
    }
    const auth = modules[Modules.AUTH];
    const confirm = () => storefront.post<ErrorBody>("/auth/verification/confirm", { code: "x", code_provider: "sms" });
    const ofAnotherShape = { resolve: "@medusajs/medusa/auth", options: { verification: { providers: "sms" } } };
    try {
      expect(await confirm()).toMatchObject({
        status: 400,
        data: { message: expect.stringContaining("code_provider") },
      });
      modules[Modules.AUTH] = ofAnotherShape;
      expect((await confirm()).data.message).not.toContain("code_provider");
    } finally {
      modules[Modules.AUTH] = auth;
    }
  });

  it("a URIError of a handler is not blamed on a path that can be read", async () => {
    jest.spyOn(store.customers, "retrieveCustomer").mockImplementation(() => decodeURIComponent("%") as never);
    jest.spyOn(store.customers, "listCustomers").mockImplementation(() => decodeURIComponent("%") as never);
    const { status, data } = await admin.get<ErrorBody>(`/admin/customers/${customerId}/logins`);
    expect([status, data.message]).toEqual([500, expect.not.stringContaining("path")]);
  });
}

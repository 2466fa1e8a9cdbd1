import type { HttpTypes } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { adminClient, registeredCustomer, storefrontClient } from "../../helpers/http/accounts";
import { type ApiClient, allAnswered, type ErrorBody, type RequestLine } from "../../helpers/http/api-client";
import { eventsOf } from "../../helpers/stores/sent-events";
import type { Store } from "../../helpers/stores/store";

const CUSTOMERS = "/admin/customers/batch";

type BatchBody = {
  created: HttpTypes.AdminCustomer[];
  updated: HttpTypes.AdminCustomer[];
  deleted: { ids: string[]; object: string; deleted: boolean };
};

export default function customersBatches(store: Store): void {
  let admin: ApiClient;

  beforeEach(async () => {
    admin = await adminClient(store);
  });

  const times = <Row>(count: number, make: (n: number) => Row) => Array.from({ length: count }, (_, n) => make(n));

  async function withLogin(customerId: string, shared: Record<string, unknown> = {}): Promise<string> {
    const { id } = await store.container.resolve(Modules.AUTH).createAuthIdentities({
      app_metadata: { customer_id: customerId, ...shared },
      provider_identities: [{ entity_id: `${customerId}-${Object.keys(shared).length}@x.io`, provider: "emailpass" }],
    });
    return id;
  }

  describe("POST /admin/customers/batch", () => {
    it("creates, updates and deletes, each with its own fields, and answers like core's batch routes", async () => {
      const [ada, bob, cy] = await store.customers.createCustomers([
        { email: "ada@x.io", first_name: "Ada", phone: "1", metadata: { keep: 1, drop: 1 } },
        { email: "bob@x.io" },
        { email: "cy@x.io", addresses: [{ city: "Bern" }] },
      ]);

      const answer = await admin.post<BatchBody>(`${CUSTOMERS}?fields=id,email,phone,metadata,created_by`, {
        create: [{ email: "Данило@Пример.ua", first_name: "D" }, { email: "cy@x.io" }],
        update: [
          { id: bob.id, email: "Robert@x.io" },
          { id: ada.id, phone: null, metadata: { drop: "", added: true } },
        ],
        delete: [cy.id, cy.id],
      });
      expect(answer).toMatchObject({
        status: 200,
        data: {
          created: [{ email: "данило@пример.ua" }, { email: "cy@x.io" }],
          updated: [
            { id: bob.id, email: "robert@x.io" },
            { id: ada.id, email: "ada@x.io", phone: null, metadata: { keep: 1, added: true } },
          ],
          deleted: { ids: [cy.id], object: "customer", deleted: true },
        },
      });
      expect(answer.data.created[0].created_by).toMatch(/^user_/);
      expect(answer.data.updated[1].metadata).not.toHaveProperty("drop");
      expect(await store.customers.listCustomers({ id: cy.id })).toEqual([]);
      expect(await store.customers.listCustomerAddresses({})).toEqual([]);
    });

    it("finds customers by external_id in the list, in pages by cursor, and inside of $or there", async () => {
      await admin.post(CUSTOMERS, {
        create: [1, 2, 3].map((number) => ({ email: `${number}@x.io`, external_id: `erp-${number}` })),
      });
      const emails = async (query: string) => {
        const { status, data } = await admin.get<{ customers: { email: string }[] }>(`/admin/customers${query}`);
        return [status, data.customers?.map(({ email }) => email).sort()];
      };
      for (const list of ["", "/cursor"]) {
        expect(await emails(`${list}?external_id=erp-2`)).toEqual([200, ["2@x.io"]]);
        expect(await emails(`${list}?external_id[]=erp-1&external_id[]=erp-3&email=3@x.io`)).toEqual([200, ["3@x.io"]]);
        expect(await emails(`${list}?external_id[a]=erp-1`)).toEqual([400, undefined]);
      }
      expect(await emails("/cursor?$or[0][external_id]=erp-1&$or[1][email]=2@x.io")).toEqual([
        200,
        ["1@x.io", "2@x.io"],
      ]);
    });

    it("takes external_id where customers are created and updated, by an admin alone, and gives it when asked", async () => {
      const fields = "?fields=%2Bexternal_id";
      const made = await admin.post<{ customer: { id: string } }>(`/admin/customers${fields}`, {
        email: "a@x.io",
        external_id: "erp-1",
      });
      expect(made).toMatchObject({ status: 200, data: { customer: { email: "a@x.io", external_id: "erp-1" } } });
      const url = `/admin/customers/${made.data.customer.id}${fields}`;
      expect(await admin.post(url, { external_id: "erp-2" })).toMatchObject({
        data: { customer: { external_id: "erp-2" } },
      });
      expect(await admin.post(url, { first_name: "A" })).toMatchObject({
        data: { customer: { external_id: "erp-2" } },
      });
      expect(
        await admin.post(`${CUSTOMERS}${fields}`, {
          create: [{ external_id: "erp-3" }],
          update: [{ id: made.data.customer.id, external_id: null }],
        }),
      ).toMatchObject({ data: { created: [{ external_id: "erp-3" }], updated: [{ external_id: null }] } });

      const { client } = await registeredCustomer(store, await storefrontClient(store), "shop@example.com");
      const before = await store.customerTables();
      const { data } = await admin.post<ErrorBody>(url, { external_id: "erp-3" });
      expect(data.message).toBe("Customer with external_id: erp-3, already exists.");
      const wrong: RequestLine[] = [
        ["POST", "/admin/customers", { external_id: "" }],
        ["POST", "/admin/customers", { external_id: 7 }],
        ["POST", CUSTOMERS, { create: [{ external_id: "x".repeat(501) }] }],
        ["POST", `/admin/customers/merge`, { external_id: "erp-4" }],
      ];
      expect(await admin.statuses(wrong)).toEqual(allAnswered(wrong, 400));
      const own: RequestLine[] = [["POST", "/store/customers/me", { external_id: "erp-4" }]];
      expect(await client.statuses(own)).toEqual(allAnswered(own, 400));
      expect(await store.customerTables()).toEqual(before);
    });

    it("emits each customer in core's events", async () => {
      const [ada, bob] = await store.customers.createCustomers([{}, {}]);
      let created = "";
      const heard = await eventsOf(store, async () => {
        const { data } = await admin.post<BatchBody>(CUSTOMERS, {
          create: [{}],
          update: [{ id: ada.id, phone: "1" }],
          delete: [bob.id],
        });
        created = data.created[0].id;
      });

      expect(heard).toHaveLength(3);
      expect(heard).toEqual(
        expect.arrayContaining([
          { name: "customer.created", data: { id: created } },
          { name: "customer.updated", data: { id: ada.id } },
          { name: "customer.deleted", data: { id: bob.id } },
        ]),
      );
    });

    it("deletes logins with their customers, as DELETE /admin/customers/:id does, of 150 customers at once", async () => {
      const customers = await store.customers.createCustomers(times(150, () => ({})));
      const ids = customers.map(({ id }) => id);
      for (const id of ids) {
        await withLogin(id);
      }
      const shared = await withLogin(ids[0], { user_id: "user_1" });
      const neighbour = await withLogin("cus_neighbour");

      expect(await admin.post(CUSTOMERS, { delete: ids })).toMatchObject({ status: 200 });

      const left = await store.container.resolve(Modules.AUTH).listAuthIdentities();
      expect(left.map(({ id, app_metadata }) => [id, app_metadata]).sort()).toEqual(
        [
          [shared, { user_id: "user_1", customer_id: null }],
          [neighbour, { customer_id: "cus_neighbour" }],
        ].sort(),
      );
    });

    it("takes 1,000 customers at once, and stores nothing of 999 when one is bad", async () => {
      const create = times(999, (n) => ({ email: `n${n}@x.io` }));
      const { id } = await store.customers.createCustomers({ email: "taken@x.io", first_name: "Old" });
      const login = await withLogin(id);
      const before = await store.customerTables();
      const bad: [object, string][] = [
        [{ create: [...create, { email: "N5@x.io" }] }, '"create.999.email" is the same as "create.5.email"'],
        [{ create: [...create, { email: "Taken@x.io" }] }, `"create.999.email" belongs to ${id} already`],
        [{ create: [...create, { email: "unknown" }] }, '"create.999.email": is not an email address'],
        [{ create: [...create, { phone: 1 }] }, '"create.999.phone"'],
        [{ create: [...create, { first_name: "a\u0000" }] }, '"create.999.first_name"'],
        [{ create, update: [{ id: "cus_unknown", phone: "1" }] }, '"update.0.id"'],
        [{ create: create.slice(1), update: [{ id, phone: "1" }], delete: [id] }, '"update.0.id"'],
        [{ create: [...create, {}, {}] }, "at most 1000 customers"],
      ];

      for (const [body, message] of bad) {
        const { status, data } = await admin.post<ErrorBody>(CUSTOMERS, body);
        expect([200, 201]).not.toContain(status);
        expect(data.message).toContain(message);
      }
      expect(await store.customerTables()).toEqual(before);
      expect(await store.container.resolve(Modules.AUTH).listAuthIdentities()).toMatchObject([{ id: login }]);

      const { status, data } = await admin.post<BatchBody>(CUSTOMERS, { create, update: [{ id, phone: "1" }] });
      expect(status).toBe(200);
      expect(data.created.map(({ email }) => email)).toEqual(create.map(({ email }) => email));
    });

    it("takes lists without customers for nothing to do", async () => {
      await store.customers.createCustomers({ email: "ada@x.io" });
      const before = await store.customerTables();
      const nothing = { created: [], updated: [], deleted: { ids: [], object: "customer", deleted: true } };

      const heard = await eventsOf(store, async () => {
        for (const body of [{ create: [], update: [], delete: [] }, { upsert: [] }, { delete: [] }]) {
          expect([body, await admin.post(CUSTOMERS, body)]).toMatchObject([body, { status: 200, data: nothing }]);
        }
      });
      expect(heard).toEqual([]);
      expect(await store.customerTables()).toEqual(before);
    });

    it("emits customer.updated of the customers that changed, and of no other", async () => {
      const [ada, bob, cy] = await store.customers.createCustomers([
        { email: "ada@x.io", first_name: "Ada", metadata: { vip: true } },
        { email: "bob@x.io", phone: "1" },
        { email: "cy@x.io" },
      ]);
      const update = [
        { id: ada.id, email: "ADA@x.io", first_name: "Ada", metadata: { vip: true, gone: "" } },
        { id: bob.id, phone: "2" },
        { id: cy.id },
      ];

      const changed = [{ name: "customer.updated", data: { id: bob.id } }];
      expect(await eventsOf(store, () => admin.post(CUSTOMERS, { update }))).toEqual(changed);
      expect(await eventsOf(store, () => admin.post(CUSTOMERS, { update }))).toEqual([]);
      // The single route runs core's workflow, which emits for every customer that it was given.
      const single = () => admin.post(`/admin/customers/${bob.id}`, { phone: "2" });
      expect(await eventsOf(store, single)).toEqual(changed);
    });

    it("refuses wrong bodies with 400 and unknown customers with 404, and stores nothing", async () => {
      const { id } = await store.customers.createCustomers({ email: "ada@x.io" });
      const before = await store.customerTables();
      const wrong: RequestLine[] = [
        ["POST", CUSTOMERS, {}],
        ["POST", CUSTOMERS, { create: {} }],
        ["POST", CUSTOMERS, { create: [{ has_account: true }] }],
        ["POST", CUSTOMERS, { update: [{ phone: "1" }] }],
        ["POST", CUSTOMERS, { update: [{ id: "" }] }],
        ["POST", CUSTOMERS, { update: [{ id, has_account: true }] }],
        ["POST", CUSTOMERS, { delete: [null] }],
        ["POST", CUSTOMERS, { remove: [id] }],
        ["POST", CUSTOMERS, []],
        ["POST", `${CUSTOMERS}?unknown=1`, { create: [{}] }],
      ];
      const unknown: RequestLine[] = [["POST", CUSTOMERS, { update: [{ id: "cus_unknown" }] }]];

      expect(await admin.statuses(wrong)).toEqual(allAnswered(wrong, 400));
      expect(await admin.statuses(unknown)).toEqual(allAnswered(unknown, 404));
      expect(await store.customerTables()).toEqual(before);
    });
  });

  it("answers 401 to a caller without a token and to a customer's token, and changes nothing", async () => {
    const { customer, client } = await registeredCustomer(store, await storefrontClient(store), "a@example.com");
    const before = await store.customerTables();
    const routes: RequestLine[] = [
      ["POST", CUSTOMERS, { delete: [customer.id] }],
      ["POST", CUSTOMERS, { upsert: [{ id: customer.id, first_name: "X" }] }],
    ];

    expect(await store.client.statuses(routes)).toEqual(allAnswered(routes, 401));
    expect(await client.statuses(routes)).toEqual(allAnswered(routes, 401));
    expect(await store.customerTables()).toEqual(before);
  });
}

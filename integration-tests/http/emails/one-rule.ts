import { Modules } from "@medusajs/framework/utils";
import { storefrontClient } from "../../helpers/http/accounts";
import type { ApiClient, ErrorBody } from "../../helpers/http/api-client";
import { createCatalogue } from "../../helpers/http/catalogue";
import { signLogin } from "../../helpers/http/registration";
import { WRONG_EMAILS } from "../../helpers/http/wrong-emails";
import { ImportClient } from "../../helpers/imports/import-client";
import { createIdentity, registerAndLogIn } from "../../helpers/logins/logins";
import type { Store } from "../../helpers/stores/store";

/** Every door by which an email comes in over HTTP: the request, and the email that is stored after it. */
type Door = {
  send(email: string): Promise<{ status: number; data: ErrorBody }>;
  stored(): Promise<string | null>;
};

export default function emailsOneRule(store: Store): void {
  const importClient = new ImportClient(store);
  let admin: ApiClient;
  let storefront: ApiClient;

  beforeEach(async () => {
    await importClient.open();
    admin = importClient.admin;
  });
  afterEach(() => importClient.close());

  const lastRow = async (table: string, column: string) => {
    const [row] = await store.sql<Record<string, string | null>>(
      `select ${column} as email from ${table} order by id desc limit 1`,
    );
    return row?.email ?? null;
  };

  const newCustomer = () => lastRow("customer", "email");

  async function adminDoors(): Promise<Record<string, Door>> {
    const { id } = await store.customers.createCustomers({ email: "guest@x.io" });
    // as: the contract's type leaves out has_account, which core writes by this method too.
    const ada = await store.customers.createCustomers({ email: "ada@x.io", has_account: true } as { email: string });
    const emailOf = (customerId: string) => async () =>
      (await store.customers.retrieveCustomer(customerId)).email as string | null;
    const batch = (body: (email: string) => object, stored: Door["stored"]): Door => ({
      send: (email) => admin.post("/admin/customers/batch", body(email)),
      stored,
    });
    return {
      "POST /admin/customers": { send: (email) => admin.post("/admin/customers", { email }), stored: newCustomer },
      "POST /admin/customers/:id": {
        send: (email) => admin.post(`/admin/customers/${id}`, { email }),
        stored: emailOf(id),
      },
      "POST /admin/customers/:id/email": {
        send: (email) => admin.post(`/admin/customers/${ada.id}/email`, { email }),
        stored: () => lastRow("customer_email_change", "new_email"),
      },
      "batch create": batch((email) => ({ create: [{ email }] }), newCustomer),
      "batch update": batch((email) => ({ update: [{ id, email }] }), emailOf(id)),
      "batch upsert": batch((email) => ({ upsert: [{ email }] }), newCustomer),
    };
  }

  async function storeDoors(): Promise<Record<string, Door>> {
    const { regionId, salesChannelId } = await createCatalogue(store);
    storefront = await storefrontClient(store, salesChannelId);
    const login = await createIdentity(store, { provider: "emailpass", entityId: "new@x.io" });
    const ada = await registerAndLogIn(storefront, "bob@x.io", "password");
    const cart = await storefront.post<{ cart: { id: string } }>("/store/carts", { region_id: regionId });
    return {
      "POST /store/customers": {
        send: (email) => storefront.withToken(signLogin(store, login.id)).post("/store/customers", { email }),
        stored: newCustomer,
      },
      "POST /store/customers/me/email": {
        send: (email) => ada.client.post("/store/customers/me/email", { email, password: "password" }),
        stored: () => lastRow("customer_email_change", "new_email"),
      },
      "POST /store/carts": {
        send: (email) => storefront.post("/store/carts", { region_id: regionId, email }),
        stored: () => lastRow("cart", "email"),
      },
      "POST /store/carts/:id": {
        send: (email) => storefront.post(`/store/carts/${cart.data.cart.id}`, { email }),
        stored: async () => {
          const [row] = await store.sql<{ email: string }>("select email from cart where id = ?", [cart.data.cart.id]);
          return row.email;
        },
      },
    };
  }

  const tables = async () => ({
    ...(await store.customerTables()),
    carts: await store.sql("select id, email, customer_id from cart order by id"),
    changes: await store.sql("select id from customer_email_change"),
  });

  async function expectOneRule(doors: Record<string, Door>): Promise<void> {
    const before = await tables();
    for (const [door, { send }] of Object.entries(doors)) {
      for (const [what, email] of Object.entries(WRONG_EMAILS)) {
        const { status, data } = await send(email);
        expect({ door, what, status, message: data.message }).toEqual({
          ...{ door, what, status: 400 },
          message: expect.stringMatching(/email/),
        });
      }
    }
    expect(await tables()).toEqual(before);
    let number = 0;
    for (const [door, { send, stored }] of Object.entries(doors)) {
      const name = `zoe${++number}`;
      const { status } = await send(` \u200b${name}@Example.com\u00ad\u200b\u2003`);
      expect({ door, status: status < 300, email: await stored() }).toEqual({
        ...{ door, status: true },
        email: `${name}@example.com`,
      });
    }
  }

  it("every admin route refuses the same texts with 400, names the field, stores nothing, and trims the same ends", async () => {
    await expectOneRule(await adminDoors());
  });

  it("so does every store route", async () => {
    await expectOneRule(await storeDoors());
  });

  it("an import has an error for each of these rows, and trims the ends of the others", async () => {
    const quoted = (email: string) => `"${email.replaceAll('"', '""')}"`;
    const wrong = Object.values(WRONG_EMAILS);
    const rows = ["zoe@example.com\u200b", ...wrong].map((email) => `,${quoted(email)}`);
    // The customer that the store has is no excuse for an email that is none.
    const { id } = await store.customers.createCustomers({ email: "ada@x.io" });
    const checked = await importClient.checked(["id,email", ...rows, `${id},"é,victim@x.io"`].join("\n"));
    expect(checked).toMatchObject({ state: "ready", invalid: wrong.length + 1 });
    expect(await importClient.errorsOf(checked.id)).toEqual(
      [...wrong, "by its id"].map((_, index) =>
        expect.stringMatching(new RegExp(`^${index + 3} email: (is not an|holds two) email`)),
      ),
    );
  });

  it("an invitation goes to no email that is none", async () => {
    await store.sql("insert into customer (id, email, has_account) values ('cus_1', 'é,victim@x.io', false)");
    const { status, data } = await admin.post<ErrorBody>("/admin/customers/cus_1/invitation");
    expect({ status, message: data.message }).toEqual({ status: 400, message: expect.stringContaining("cus_1") });
    expect(await store.sql("select id from customer_invitation")).toEqual([]);
    expect(await store.container.resolve(Modules.CUSTOMER).listCustomers({ email: "É,Victim@x.io" })).toHaveLength(1);
  });
}

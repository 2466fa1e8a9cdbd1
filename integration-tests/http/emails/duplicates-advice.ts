import { adminClient, storefrontClient } from "../../helpers/http/accounts";
import type { ApiClient } from "../../helpers/http/api-client";
import { createCatalogue } from "../../helpers/http/catalogue";
import type { Store } from "../../helpers/stores/store";

type Group = { reason: string; customers: { id: string; email: string | null }[]; advice: string };

/** Rows as core's module lets them be, two customers a reason. */
const ROWS: Record<string, string> = {
  "email in two spellings": `insert into customer (id, email, has_account, created_at) values
    ('cus_1', 'Hello@x.io', false, '2026-01-01Z'), ('cus_2', 'hello@x.io', false, '2026-01-02Z')`,
  "email in two spellings, of a guest and an account": `insert into customer (id, email, has_account, created_at) values
    ('cus_1', 'Hello@x.io', true, '2026-01-01Z'), ('cus_2', 'HELLO@x.io', false, '2026-01-02Z')`,
  "email with something invisible": `insert into customer (id, email, has_account, created_at) values
    ('cus_1', 'hello@x.io' || U&'\\200B', false, '2026-01-01Z'), ('cus_2', 'hello@x.io', false, '2026-01-02Z')`,
  phone: `insert into customer (id, email, has_account, phone, created_at) values
    ('cus_1', 'Hello@x.io', false, '+31 6 12345678', '2026-01-01Z'), ('cus_2', null, false, '0031612345678', '2026-01-02Z')`,
  name_and_address: `
    insert into customer (id, email, has_account, created_at) values
      ('cus_1', 'Hello@x.io', false, '2026-01-01Z'), ('cus_2', 'other@x.io', false, '2026-01-02Z');
    insert into customer_address (id, customer_id, first_name, last_name, postal_code, address_1) values
      ('cuaddr_1', 'cus_1', 'Ada', 'Lovelace', '1234 AB', 'Main St. 5'),
      ('cuaddr_2', 'cus_2', 'ADA', 'Lovelace', '1234ab', 'Main St 5')`,
};

export default function emailsDuplicatesAdvice(store: Store): void {
  let admin: ApiClient;

  beforeEach(async () => {
    admin = await adminClient(store);
  });

  const groups = async () => {
    const { data } = await admin.get<{ duplicates: Group[] }>("/admin/customers/duplicates");
    return data.duplicates;
  };

  const found = async (email: string) => {
    const url = `/admin/customers?email=${encodeURIComponent(email)}`;
    return (await admin.get<{ customers: { id: string }[] }>(url)).data.customers.map(({ id }) => id);
  };

  /** The customer of a cart that is given the email: a new guest would show here. */
  async function checkout(email: string): Promise<string | undefined> {
    const { regionId, salesChannelId } = await createCatalogue(store);
    const storefront = await storefrontClient(store, salesChannelId);
    const url = "/store/carts?fields=id,customer.id";
    const body = { region_id: regionId, email };
    return (await storefront.post<{ cart: { customer?: { id: string } } }>(url, body)).data.cart.customer?.id;
  }

  async function onlyGroup(): Promise<Group> {
    const [group, ...others] = await groups();
    expect(others).toEqual([]);
    expect(group.customers.map(({ id }) => id)).toEqual(["cus_1", "cus_2"]);
    return group;
  }

  describe.each(Object.entries(ROWS))("two customers with the same %s", (_, rows) => {
    it("merged as the advice says, the one that stays is found by its email in any spelling", async () => {
      await store.sql(rows);
      const { advice } = await onlyGroup();
      expect(advice).toMatch(/merge/i);

      const body = { customer_ids: ["cus_1", "cus_2"] };
      expect(await admin.post("/admin/customers/merge", body)).toMatchObject({ status: 200 });

      for (const email of ["Hello@x.io", "hello@x.io"]) {
        expect(await found(email)).toEqual(["cus_1"]);
      }
      expect(await groups()).toEqual([]);
    });
  });

  it("merged guests are one guest at checkout, and POST /admin/customers makes no second one", async () => {
    await store.sql(ROWS["email in two spellings"]);
    await admin.post("/admin/customers/merge", { customer_ids: ["cus_1", "cus_2"] });

    expect(await checkout("Hello@x.io")).toBe("cus_1");
    expect(await admin.post("/admin/customers", { email: "hello@x.io" })).toMatchObject({ status: 400 });
  });

  it("a guest and an account of one email: the claim that the advice names joins them, and the account is found", async () => {
    await store.sql(`insert into customer (id, email, has_account) values
      ('cus_1', 'hello@x.io', true), ('cus_2', 'hello@x.io', false)`);
    const { advice } = await onlyGroup();
    expect(advice).toContain("POST /admin/customers/:id/claim");

    expect(await admin.post("/admin/customers/cus_1/claim", { vouched: true })).toMatchObject({ status: 200 });

    expect(await found("Hello@x.io")).toEqual(["cus_1"]);
    expect(await groups()).toEqual([]);
  });

  it("a guest and an account of one email in an unusual spelling are not to be claimed but merged", async () => {
    await store.sql(`insert into customer (id, email, has_account) values
      ('cus_1', 'Hello@x.io', true), ('cus_2', 'Hello@x.io', false)`);
    expect((await onlyGroup()).advice).not.toContain("claim");
    await admin.post("/admin/customers/merge", { customer_ids: ["cus_1", "cus_2"] });
    expect(await found("hello@x.io")).toEqual(["cus_1"]);
  });

  describe.each([
    ["cus_1", "cus_2"],
    ["cus_2", "cus_1"],
  ])("two persons in two spellings, of whom %s gives way", (gone, stays) => {
    const ways: Record<string, () => Promise<unknown>> = {
      "changes its email": () => admin.post(`/admin/customers/${gone}`, { email: "new@x.io" }),
      "is deleted": () => admin.delete(`/admin/customers/${gone}`),
    };

    it.each(Object.keys(ways))("%s: the other one is found once its email is saved again", async (way) => {
      await store.sql(ROWS["email in two spellings"]);
      const { customers, advice } = await onlyGroup();
      expect(advice).toContain("save the email of the other one once more");

      expect(await ways[way]()).toMatchObject({ status: 200 });
      const { email } = customers.find(({ id }) => id === stays) ?? {};
      expect(await admin.post(`/admin/customers/${stays}`, { email })).toMatchObject({ status: 200 });

      expect(await found("HELLO@x.io")).toEqual([stays]);
      expect(await groups()).toEqual([]);
    });
  });
}

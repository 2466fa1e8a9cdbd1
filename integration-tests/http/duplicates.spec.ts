import { adminClient, registeredCustomer, storefrontClient } from "../helpers/accounts";
import type { ApiClient, ErrorBody } from "../helpers/api-client";
import { describeStore } from "../helpers/store";

const URL = "/admin/customers/duplicates";

type Duplicate = {
  customer_id: string;
  email: string;
  has_account: boolean;
  normalized_email: string;
  taken_by: string;
  advice: string;
};
type Body = { duplicates: Duplicate[]; next: string | null };

describeStore((store) => {
  let admin: ApiClient;

  beforeEach(async () => {
    admin = await adminClient(store);
  });

  /** Rows as core's module lets them register; this plugin's service would not. Three are in somebody's way. */
  async function collidingCustomers(): Promise<void> {
    await store.sql(`
      insert into customer (id, email, has_account, deleted_at) values
        ('cus_1', 'ada@x.io', true, null), ('cus_2', 'Ada@x.io', true, null), ('cus_3', 'ADA@x.io', true, null),
        ('cus_4', 'Bob@X.io', false, null), ('cus_5', 'bob@x.io', false, null),
        ('cus_6', 'BOB@x.io', true, null), ('cus_7', 'ADA@X.IO', true, now()), ('cus_8', 'cy@x.io', false, null)`);
  }

  const duplicate = (customer_id: string, email: string, has_account: boolean, taken_by: string) => ({
    customer_id,
    email,
    has_account,
    normalized_email: email.toLowerCase(),
    taken_by,
    advice: expect.stringContaining("Change the email of one of them"),
  });

  it("lists each live customer whose email is another one's but for its spelling, and what to do", async () => {
    await collidingCustomers();

    expect(await admin.get<Body>(URL)).toEqual({
      status: 200,
      data: {
        duplicates: [
          duplicate("cus_2", "Ada@x.io", true, "cus_1"),
          duplicate("cus_3", "ADA@x.io", true, "cus_1"),
          duplicate("cus_4", "Bob@X.io", false, "cus_5"),
        ],
        next: null,
      },
    });
  });

  it("answers an empty list when there are none", async () => {
    expect(await admin.get<Body>(URL)).toEqual({ status: 200, data: { duplicates: [], next: null } });
  });

  it("pages by limit and after: every duplicate once, next null at the end", async () => {
    await collidingCustomers();

    const pages: string[][] = [];
    let next: string | null = "";
    while (next !== null) {
      const { status, data }: { status: number; data: Body } = await admin.get<Body>(`${URL}?limit=2&after=${next}`);
      expect(status).toBe(200);
      pages.push(data.duplicates.map(({ customer_id }) => customer_id));
      next = data.next;
    }

    expect(pages).toEqual([["cus_2", "cus_3"], ["cus_4"]]);
  });

  it("shows a pair no more once the email of one is changed or one is deleted", async () => {
    await collidingCustomers();
    expect(await admin.post("/admin/customers/cus_2", { email: "ada.new@x.io" })).toMatchObject({ status: 200 });
    expect(await admin.delete("/admin/customers/cus_5")).toMatchObject({ status: 200 });

    const { data } = await admin.get<Body>(URL);
    expect(data.duplicates.map(({ customer_id }) => customer_id)).toEqual(["cus_3"]);
  });

  it("refuses wrong queries with 400 and names the parameter", async () => {
    for (const [query, name] of [
      ["limit=0", "limit"],
      ["limit=101", "limit"],
      ["limit=many", "limit"],
      ["limit=1.5", "limit"],
      ["limit=1&limit=2", "limit"],
      [`after=${"x".repeat(101)}`, "after"],
      ["after[$gt]=cus_1", "after"],
      ["after=%00", "after"],
      ["offset=1", "offset"],
    ]) {
      const { status, data } = await admin.get<ErrorBody>(`${URL}?${query}`);
      expect({ query, status, type: data.type }).toEqual({ query, status: 400, type: "invalid_data" });
      expect(data.message).toContain(name);
    }
  });

  it("refuses who has no token, and who has a customer's, with 401", async () => {
    const storefront = await storefrontClient(store);
    const { client } = await registeredCustomer(store, storefront, "ada@x.io");

    expect(await store.client.get(URL)).toMatchObject({ status: 401 });
    expect(await client.get(URL)).toMatchObject({ status: 401 });
  });
});

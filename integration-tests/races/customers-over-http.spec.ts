import { Modules } from "@medusajs/framework/utils";
import type { Table } from "../helpers/databases/customer-database";
import { adminClient, registeredCustomer, storefrontClient } from "../helpers/http/accounts";
import type { ApiClient, ApiResponse, ErrorBody } from "../helpers/http/api-client";
import { type Catalogue, createCatalogue } from "../helpers/http/catalogue";
import { registrants } from "../helpers/http/registration";
import { describeStore } from "../helpers/stores/store";
import { race, times } from "../helpers/timing/race";

type CartBody = { cart: { id: string; customer?: { id: string } } };
type CustomerRow = { id: string; email: string; has_account: boolean };
type AddressRow = { is_default_shipping: boolean; is_default_billing: boolean };

/** Knex keeps at most so many connections by default, and the store sets no other number. */
const POOL = 10;

describeStore((store) => {
  let catalogue: Catalogue;
  let storefront: ApiClient;

  beforeEach(async () => {
    catalogue = await createCatalogue(store);
    storefront = await storefrontClient(store, catalogue.salesChannelId);
  });

  /** Sends the requests at once; as many as the store has connections stand at the table before the first gets on. */
  async function raced<Body>(table: Table, requests: (() => Promise<ApiResponse<Body>>)[]) {
    const [{ name }] = await store.sql<{ name: string }>("select current_database() as name");
    const barrier = { database: name, tables: [table], connections: Math.min(POOL, requests.length) };
    const { fulfilled, rejected } = await race(barrier, requests);
    expect(rejected).toEqual([]);
    return fulfilled;
  }

  const checkout = (email: string) => () =>
    storefront.post<CartBody>("/store/carts?fields=id,email,customer.id", {
      region_id: catalogue.regionId,
      email,
    });

  const customers = () => store.sql<CustomerRow>("select id, email, has_account from customer order by has_account");

  it("50 x POST /store/carts with one new email: one guest, every cart is made and has that customer", async () => {
    const answers = await raced("customer", times(50, checkout("Guest@X.io")));

    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200));
    const rows = await customers();
    expect(rows).toEqual([{ id: expect.any(String), email: "guest@x.io", has_account: false }]);
    expect(answers.map(({ data }) => data.cart.customer?.id)).toEqual(Array(50).fill(rows[0].id));
    const carts = await store.sql<{ customer_id: string }>("select distinct customer_id from cart");
    expect(carts).toEqual([{ customer_id: rows[0].id }]);
  });

  it("50 x POST /admin/customers/batch with an upsert of one new email: one customer; a late request gets an error", async () => {
    const admin = await adminClient(store);
    const upsert = (n: number) => () =>
      admin.post<ErrorBody>("/admin/customers/batch", { upsert: [{ email: "one@x.io", phone: String(n) }] });

    const answers = await raced(
      "customer",
      Array.from({ length: 50 }, (_, n) => upsert(n)),
    );

    expect(await customers()).toEqual([{ id: expect.any(String), email: "one@x.io", has_account: false }]);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.length).toBeLessThan(50);
    for (const { status, data } of refused) {
      expect([status, data.message]).toEqual([
        400,
        "Customer with email: one@x.io, has_account: false, already exists.",
      ]);
    }
  });

  it("50 x POST /store/carts/:id with one new email: one guest, every cart has that customer", async () => {
    const input = { currency_code: "eur", region_id: catalogue.regionId, sales_channel_id: catalogue.salesChannelId };
    const carts = await store.container.resolve(Modules.CART).createCarts(Array.from({ length: 50 }, () => input));

    const answers = await raced(
      "customer",
      carts.map(
        ({ id }) =>
          () =>
            storefront.post<CartBody>(`/store/carts/${id}`, { email: "guest@x.io" }),
      ),
    );

    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200));
    const rows = await customers();
    expect(rows).toEqual([{ id: expect.any(String), email: "guest@x.io", has_account: false }]);
    const owners = await store.sql<{ customer_id: string }>("select distinct customer_id from cart");
    expect(owners).toEqual([{ customer_id: rows[0].id }]);
  });

  it("50 x register and 50 x checkout with one email: one account, at most one guest, every cart is made", async () => {
    const logins = await registrants(store, storefront, 50);

    const answers = await raced<unknown>("customer", [
      ...logins.flatMap(({ client }) => [
        () => client.post<unknown>("/store/customers", { email: "Ada@X.io" }),
        checkout("ada@x.io"),
      ]),
    ]);

    const registrations = answers.filter((_, index) => index % 2 === 0);
    // as: every second answer is a cart's.
    const carts = answers.filter((_, index) => index % 2) as ApiResponse<CartBody>[];
    const refused = registrations.filter(({ status }) => status !== 200) as ApiResponse<ErrorBody>[];
    expect(refused).toHaveLength(49);
    for (const { status, data } of refused) {
      expect({ status, message: data.message }).toEqual({
        status: expect.any(Number),
        message: expect.stringMatching(/already (exists|has an account)/),
      });
      expect([400, 422]).toContain(status);
    }
    const rows = await customers();
    expect(rows.filter((row) => row.has_account)).toHaveLength(1);
    expect(rows.filter((row) => !row.has_account).length).toBeLessThanOrEqual(1);
    expect(carts.map(({ status }) => status)).toEqual(Array(50).fill(200));
    const ids = rows.map(({ id }) => id);
    expect(carts.filter(({ data }) => ids.includes(data.cart.customer?.id ?? ""))).toHaveLength(50);
    const logged = await store.sql<{ customer_id: string }>(
      "select app_metadata ->> 'customer_id' as customer_id from auth_identity where app_metadata is not null",
    );
    expect(logged).toEqual([{ customer_id: rows.find((row) => row.has_account)?.id }]);
  });

  describe("20 new default addresses of one customer at once", () => {
    const address = (index: number) => ({
      address_1: `Street ${index}`,
      country_code: "fr",
      is_default_shipping: true,
      is_default_billing: true,
    });

    const expectOneDefault = async (answers: ApiResponse<unknown>[]) => {
      expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
      const rows = await store.sql<AddressRow>("select * from customer_address where deleted_at is null");
      expect(rows).toHaveLength(20);
      expect(rows.filter((row) => row.is_default_shipping)).toHaveLength(1);
      expect(rows.filter((row) => row.is_default_billing)).toHaveLength(1);
    };

    it("POST /store/customers/me/addresses: each is made, exactly one is the default", async () => {
      const { client } = await registeredCustomer(store, storefront, "ada@x.io");

      await expectOneDefault(
        await raced(
          "customer_address",
          times(20, (index) => client.post("/store/customers/me/addresses", address(index))),
        ),
      );
    });

    it("POST /admin/customers/:id/addresses: each is made, exactly one is the default", async () => {
      const admin = await adminClient(store);
      const { id } = await store.customers.createCustomers({ email: "ada@x.io" });

      await expectOneDefault(
        await raced(
          "customer_address",
          times(20, (index) => admin.post(`/admin/customers/${id}/addresses`, address(index))),
        ),
      );
    });

    it("POST /store/customers/me/addresses/:id: 20 addresses become the default, exactly one stays it", async () => {
      const { customer, client } = await registeredCustomer(store, storefront, "ada@x.io");
      const addresses = await store.customers.createCustomerAddresses(
        Array.from({ length: 20 }, (_, index) => ({ customer_id: customer.id, address_1: `Street ${index}` })),
      );

      await expectOneDefault(
        await raced(
          "customer_address",
          addresses.map(
            ({ id }, index) =>
              () =>
                client.post(`/store/customers/me/addresses/${id}`, address(index)),
          ),
        ),
      );
    });
  });
});

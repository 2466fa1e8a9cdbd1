import { Modules } from "@medusajs/framework/utils";
import { adminClient, registeredCustomer, storefrontClient } from "../helpers/accounts";
import type { ApiClient, ErrorBody } from "../helpers/api-client";
import { type Catalogue, createCatalogue } from "../helpers/catalogue";
import { race, times } from "../helpers/race";
import { signLogin } from "../helpers/registration";
import { SentEvents } from "../helpers/sent-events";
import { describeStore } from "../helpers/store";
import { createAccountHolder, createLogin, createOrder, createTwoCustomers } from "../helpers/two-customers";
import { until } from "../helpers/until";

const EMAIL = "ada@x.io";
const PASSWORD = { email: EMAIL, password: "supersecret" };

type Token = { token: string };
type Orders = { orders: { id: string }[] };
type Claimed = { customer: { id: string }; guest_id: string | null };

describeStore((store) => {
  let admin: ApiClient;
  let catalogue: Catalogue;
  let storefront: ApiClient;
  let codes: { entity_id: string; code: string }[];

  beforeEach(async () => {
    admin = await adminClient(store);
    catalogue = await createCatalogue(store);
    storefront = await storefrontClient(store, catalogue.salesChannelId);
    codes = [];
    const auth = store.container.resolve(Modules.AUTH);
    const request = auth.requestAuthVerification.bind(auth);
    // What a shop mails: the code goes to the address that is to be proven.
    jest.spyOn(auth, "requestAuthVerification").mockImplementation(async (...args) => {
      const verification = await request(...args);
      codes.push({ entity_id: verification.entity_id, code: verification.code ?? "" });
      return verification;
    });
  });

  /** Somebody buys without an account: the cart makes the guest, who has an order then. */
  async function guestCheckout(email = EMAIL): Promise<{ guestId: string; orderId: string }> {
    const { data } = await storefront.post<{ cart: { customer: { id: string } } }>(
      "/store/carts?fields=id,customer.id",
      { region_id: catalogue.regionId, email },
    );
    const guestId = data.cart.customer.id;
    return { guestId, orderId: await createOrder(store, { id: guestId, email }) };
  }

  /** Registers over HTTP, up to and including the login. */
  async function register(email = EMAIL): Promise<{ client: ApiClient; id: string }> {
    const credentials = { ...PASSWORD, email };
    const registration = await storefront.post<Token>("/auth/customer/emailpass/register", credentials);
    const { data } = await storefront
      .withToken(registration.data.token)
      .post<{ customer: { id: string } }>("/store/customers", { email });
    const login = await storefront.post<Token>("/auth/customer/emailpass", credentials);
    return { client: storefront.withToken(login.data.token), id: data.customer.id };
  }

  const requestCode = async (client: ApiClient, entity_id = EMAIL, entity_type = "email"): Promise<string> => {
    const { status } = await client.post("/auth/verification/request", { entity_id, entity_type });
    expect(status).toBe(201);
    return codes.at(-1)?.code ?? "";
  };

  const confirm = (code: string) => storefront.post<ErrorBody>("/auth/verification/confirm", { code });

  const orderIds = async (client: ApiClient) => {
    const { data } = await client.get<Orders>("/store/orders");
    return data.orders.map(({ id }) => id);
  };

  const isMerged = (guestId: string) => async () =>
    (await store.sql("select 1 from customer_merge where merged_id = ? and completed_at is not null", [guestId]))
      .length === 1;

  /** Whatever is under way ends: a claim that follows is seen, and so is any that came before it. */
  async function claimsHaveSettled(): Promise<void> {
    const { registered, guest } = await createTwoCustomers(store, "settled");
    const user_metadata = { email: registered.email };
    await createLogin(store, registered.id, { provider: "google", entity_id: "settled", user_metadata });
    await store.container
      .resolve(Modules.EVENT_BUS)
      .emit({ name: "customer.email_verified", data: { id: registered.id } });
    await until(isMerged(guest.id));
  }

  const expectNothingMoved = async (guestId: string) => {
    await claimsHaveSettled();
    expect(await store.customers.listCustomers({ id: guestId })).toHaveLength(1);
    expect(await store.sql("select 1 from customer_merge where merged_id = ?", [guestId])).toEqual([]);
  };

  it("guest checkout with an order -> registers -> sees no old order -> verifies -> sees it", async () => {
    const { guestId, orderId } = await guestCheckout();
    const { client, id } = await register("Ada@X.io");
    expect(await orderIds(client)).toEqual([]);

    const code = await requestCode(client);
    expect(await orderIds(client)).toEqual([]);
    expect(await confirm(code)).toMatchObject({
      status: 200,
      data: { entity_id: EMAIL, entity_type: "email", code_provider: "token", verified_at: expect.any(String) },
    });
    await until(isMerged(guestId));

    expect(await orderIds(client)).toEqual([orderId]);
    expect(await store.customers.listCustomers({ email: EMAIL })).toEqual([expect.objectContaining({ id })]);
    expect(await confirm(code)).toMatchObject({ status: 400, data: { type: "not_allowed" } });
    expect(await confirm("wrong")).toMatchObject({ status: 400, data: { type: "not_allowed" } });
    expect(await orderIds(client)).toEqual([orderId]);
  });

  it("the whole story: a guest's order is the account's once proven, through a change of email, until the account is deleted", async () => {
    const { guestId, orderId } = await guestCheckout();
    const { client, id } = await register();
    expect(await orderIds(client)).toEqual([]);
    await confirm(await requestCode(client));
    await until(isMerged(guestId));
    expect(await orderIds(client)).toEqual([orderId]);

    const events = new SentEvents(store);
    const change = { email: "ada.new@x.io", password: PASSWORD.password };
    expect(await client.post("/store/customers/me/email", change)).toMatchObject({ status: 202 });
    const { token } = await events.last<Token>("customer.email_change_requested");
    events.stop();
    expect(await client.post("/store/customers/me/email/confirm", { token })).toMatchObject({ status: 200 });
    expect(await storefront.post("/auth/customer/emailpass", PASSWORD)).toMatchObject({ status: 401 });
    const login = await storefront.post<Token>("/auth/customer/emailpass", change);
    expect(login.status).toBe(200);
    expect(await orderIds(storefront.withToken(login.data.token))).toEqual([orderId]);

    expect(await admin.delete(`/admin/customers/${id}`)).toMatchObject({ status: 200 });
    expect(await storefront.post("/auth/customer/emailpass", change)).toMatchObject({ status: 401 });
    for (const table of ["auth_identity", "provider_identity", "auth_verification"]) {
      expect({ table, rows: await store.sql(`select id from ${table}`) }).toEqual({ table, rows: [] });
    }
  });

  it("a change of email that was asked for before the claim is confirmed no more: it may be another one's who had registered", async () => {
    const { guestId } = await guestCheckout();
    const { client } = await register();
    const events = new SentEvents(store);
    await client.post("/store/customers/me/email", { email: "eve@x.io", password: PASSWORD.password });
    const { token } = await events.last<Token>("customer.email_change_requested");
    events.stop();
    await confirm(await requestCode(client));
    await until(isMerged(guestId));

    expect(await client.post("/store/customers/me/email/confirm", { token })).toMatchObject({ status: 404 });
    expect(await storefront.post("/auth/customer/emailpass", PASSWORD)).toMatchObject({ status: 200 });
  });

  it("a login that was verified before there was a customer claims when the customer is created", async () => {
    const { guestId, orderId } = await guestCheckout();
    const { data } = await storefront.post<Token>("/auth/customer/emailpass/register", PASSWORD);
    const client = storefront.withToken(data.token);
    expect(await confirm(await requestCode(client))).toMatchObject({ status: 200 });

    await client.post("/store/customers", { email: EMAIL });
    await until(isMerged(guestId));

    const login = await storefront.post<Token>("/auth/customer/emailpass", PASSWORD);
    expect(await orderIds(storefront.withToken(login.data.token))).toEqual([orderId]);
  });

  it("a login of a provider that vouches for the email claims when the customer is created", async () => {
    const { guestId } = await guestCheckout();
    const google = { provider: "google", entity_id: "118", user_metadata: { email: "Ada@x.io" } };
    const client = storefront.withToken(signLogin(store, await createLogin(store, null, google)));

    expect(await client.post("/store/customers", { email: EMAIL })).toMatchObject({ status: 200 });
    await until(isMerged(guestId));
  });

  describe("without proof nothing moves", () => {
    it.each([EMAIL, "ADA@X.IO", "Ada@x.io"])("registering as %j, with a password login of that name", async (name) => {
      const { guestId } = await guestCheckout();
      const { client } = await register(name);

      await expectNothingMoved(guestId);
      expect(await orderIds(client)).toEqual([]);
    });

    it("a second provider that does not vouch for the email it names", async () => {
      const { guestId } = await guestCheckout();
      const github = { provider: "github", entity_id: "1", user_metadata: { email: EMAIL, email_verified: "true" } };
      const client = storefront.withToken(signLogin(store, await createLogin(store, null, github)));

      expect(await client.post("/store/customers", { email: EMAIL })).toMatchObject({ status: 200 });

      await expectNothingMoved(guestId);
    });

    it("a verification of another address, of something else than an email, or one that is not confirmed", async () => {
      const { guestId } = await guestCheckout();
      const { client } = await register();
      await requestCode(client);

      expect(await confirm(await requestCode(client, "eve@x.io"))).toMatchObject({ status: 200 });
      expect(await confirm(await requestCode(client, EMAIL, "phone"))).toMatchObject({ status: 200 });

      await expectNothingMoved(guestId);
      expect(await orderIds(client)).toEqual([]);
    });

    it("a verified login whose customer has another email", async () => {
      const { guestId } = await guestCheckout();
      const { client } = await register("eve@x.io");

      expect(await confirm(await requestCode(client, "eve@x.io"))).toMatchObject({ status: 200 });
      expect(await client.post("/store/customers/me", { email: EMAIL })).toMatchObject({ status: 400 });

      await expectNothingMoved(guestId);
    });

    it("the merge and claim routes with a customer's token", async () => {
      const { guestId } = await guestCheckout();
      const { client, id } = await register();

      expect(await client.post("/admin/customers/merge", { customer_ids: [id, guestId] })).toMatchObject({
        status: 401,
      });
      expect(await client.post(`/admin/customers/${id}/claim`, { vouched: true })).toMatchObject({ status: 401 });
      await expectNothingMoved(guestId);
    });
  });

  describe("by hand: POST /admin/customers/:id/claim", () => {
    it("needs a proof, or an admin who answers for it; asked for again it answers the same", async () => {
      const { registered, guest, orderId } = await createTwoCustomers(store, "one");
      await createAccountHolder(store, registered.id, "pp_system_default");
      const url = `/admin/customers/${registered.id}/claim`;

      expect(await admin.post(url)).toMatchObject({
        status: 400,
        data: { type: "not_allowed", message: expect.stringContaining("not proven") },
      });
      const claimed = { status: 200, data: { customer: { id: registered.id }, guest_id: guest.id } };
      expect(await admin.post<Claimed>(url, { vouched: true })).toMatchObject(claimed);
      expect(await admin.post<Claimed>(url, { vouched: true })).toMatchObject(claimed);
      const [order] = await store.sql<{ customer_id: string }>(`select customer_id from "order" where id = ?`, [
        orderId,
      ]);
      expect(order.customer_id).toBe(registered.id);
    });

    it("answers guest_id null where there is no guest, and claims on proof without being vouched for", async () => {
      const { customer } = await registeredCustomer(store, storefront, EMAIL);
      const user_metadata = { email: EMAIL };
      await createLogin(store, customer.id, { provider: "google", entity_id: "118", user_metadata });
      const url = `/admin/customers/${customer.id}/claim`;

      expect(await admin.post(url)).toMatchObject({ status: 200, data: { guest_id: null } });
      const guest = await store.customers.createCustomers({ email: EMAIL });
      expect(await admin.post(url)).toMatchObject({ status: 200, data: { guest_id: guest.id } });
    });

    it("follows the option: manual claims by hand only, off refuses and names the option", async () => {
      const { guestId } = await guestCheckout();
      const { client, id } = await register();
      const code = await requestCode(client);
      const mode = jest.spyOn(claimModes(store.customers), "claimMode", "get").mockReturnValue("manual");
      expect(await confirm(code)).toMatchObject({ status: 200 });
      mode.mockReturnValue("off");
      expect(await admin.post(`/admin/customers/${id}/claim`)).toMatchObject({
        status: 400,
        data: { type: "not_allowed", message: expect.stringContaining('the option "claim"') },
      });
      expect(await store.customers.listCustomers({ id: guestId })).toHaveLength(1);
      mode.mockReturnValue("manual");

      expect(await admin.post(`/admin/customers/${id}/claim`)).toMatchObject({
        status: 200,
        data: { guest_id: guestId },
      });
    });

    it("50 at once: one claim, the same answer for all, no error", async () => {
      const { registered, guest } = await createTwoCustomers(store, "one");
      const [{ name }] = await store.sql<{ name: string }>("select current_database() as name");

      const { fulfilled, rejected } = await race(
        { database: name, tables: ["customer"], connections: 10 },
        times(50, () => admin.post<Claimed>(`/admin/customers/${registered.id}/claim`, { vouched: true })),
      );

      expect(rejected).toEqual([]);
      expect(fulfilled.map(({ status, data }) => [status, data.guest_id])).toEqual(Array(50).fill([200, guest.id]));
      expect(await store.sql("select 1 from customer_merge")).toHaveLength(1);
      expect(await store.sql(`select 1 from "order" where customer_id = ?`, [registered.id])).toHaveLength(1);
    });

    it("refuses guests, unknown customers, wrong bodies, and who is no admin", async () => {
      const { registered, guest } = await createTwoCustomers(store, "one");
      const url = `/admin/customers/${registered.id}/claim`;

      expect(await admin.post(`/admin/customers/${guest.id}/claim`, { vouched: true })).toMatchObject({ status: 400 });
      expect(await admin.post("/admin/customers/cus_unknown/claim", { vouched: true })).toMatchObject({ status: 404 });
      for (const body of [{ vouched: "yes" }, { trigger: "proof" }, { customer_id: guest.id }]) {
        expect(await admin.post(url, body)).toMatchObject({ status: 400, data: { type: "invalid_data" } });
      }
      expect(await store.client.post(url, { vouched: true })).toMatchObject({ status: 401 });
      expect(await store.sql("select 1 from customer_merge")).toEqual([]);
    });
  });
});

type ClaimModes = { readonly claimMode: "on_proof" | "manual" | "off" };

/** Where the service keeps the getter: on a class of its chain. */
function claimModes(service: object): ClaimModes {
  let layer = service;
  while (!Object.hasOwn(layer, "claimMode")) {
    layer = Object.getPrototypeOf(layer);
  }
  // as: the loop has just found it there.
  return layer as ClaimModes;
}

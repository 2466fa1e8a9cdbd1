import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import type { CustomersOptions } from "medusa-plugin-customers";
import { storefrontClient } from "../helpers/http/accounts";
import type { ApiClient } from "../helpers/http/api-client";
import { type Catalogue, createCatalogue } from "../helpers/http/catalogue";
import { createOrder } from "../helpers/http/two-customers";
import { createIdentity, logIn, proveEmail, registerAndLogIn, verifyEmail } from "../helpers/logins/logins";
import { SentEvents } from "../helpers/stores/sent-events";
import { describeStore } from "../helpers/stores/store";
import { until } from "../helpers/timing/until";

const EMAIL = "victim@x.io";
const FIELDS = "fields=id,email,customer.id";

type CartBody = { cart: { id: string; email: string; customer?: { id: string } } };
type OrdersBody = { orders: { id: string }[] };

describeStore((store) => {
  let catalogue: Catalogue;
  let storefront: ApiClient;

  beforeEach(async () => {
    catalogue = await createCatalogue(store);
    storefront = await storefrontClient(store, catalogue.salesChannelId);
    choose("proven");
  });

  /** What the store's config gives as `guest_checkout`. */
  function choose(guest_checkout: NonNullable<CustomersOptions["guest_checkout"]>): void {
    jest.restoreAllMocks();
    const service = store.customers;
    const settings = { ...service.logins.settings(), guest_checkout };
    jest.spyOn(service.logins, "settings").mockReturnValue(settings);
  }

  /** Two ways to give a cart an email: when it is made, and later. */
  const checkouts: Record<string, (email: string, client?: ApiClient) => Promise<CartBody["cart"]>> = {
    "POST /store/carts": async (email, client = storefront) => {
      const body = { region_id: catalogue.regionId, email };
      const { status, data } = await client.post<CartBody>(`/store/carts?${FIELDS}`, body);
      expect(status).toBe(200);
      return data.cart;
    },
    "POST /store/carts/:id": async (email, client = storefront) => {
      const made = await storefront.post<CartBody>("/store/carts", { region_id: catalogue.regionId });
      const url = `/store/carts/${made.data.cart.id}?${FIELDS}`;
      const { status, data } = await client.post<CartBody>(url, { email });
      expect(status).toBe(200);
      return data.cart;
    },
  };

  /** A shopper without a login buys: the order is the cart's customer's, as core's own completion writes it. */
  async function buy(checkout: (email: string) => Promise<CartBody["cart"]>, email = EMAIL): Promise<string> {
    const { customer } = await checkout(email);
    return await createOrder(store, { id: customer?.id ?? "", email });
  }

  const ordersOf = async (client: ApiClient) => {
    const { status, data } = await client.get<OrdersBody>("/store/orders");
    expect(status).toBe(200);
    return data.orders.map(({ id }) => id).sort();
  };

  const guests = () => store.customers.listCustomers({ has_account: false });

  describe.each(Object.entries(checkouts))("%s without a login", (_, checkout) => {
    it("a customer who registered with a stranger's email gets none of the stranger's carts and orders, before or after; the proof gives them to the owner", async () => {
      const before = await buy(checkout);
      const mallory = await registerAndLogIn(storefront, EMAIL);
      const after = [await buy(checkout), await buy(checkout, "Victim@X.io")];

      expect(await ordersOf(mallory.client)).toEqual([]);
      expect(await store.sql("select id from cart where customer_id = ?", [mallory.id])).toEqual([]);
      expect(await guests()).toHaveLength(1);

      // The owner of the address takes the login with the mail that resets its password, which proves the address.
      const events = new SentEvents(store);
      await storefront.post("/auth/customer/emailpass/reset-password", { identifier: EMAIL });
      const reset = await events.last<{ token: string }>("auth.password_reset");
      events.stop();
      const password = "the owner's own";
      const update = await storefront.withToken(reset.token).post("/auth/customer/emailpass/update", { password });
      expect(update).toMatchObject({ status: 200 });
      const login = await storefront.post<{ token: string }>("/auth/customer/emailpass", { email: EMAIL, password });
      const owner = storefront.withToken(login.data.token);

      await until(async () => (await ordersOf(owner)).length > 0);
      expect(await ordersOf(owner)).toEqual([before, ...after].sort());
      expect(await logIn(storefront, EMAIL)).toMatchObject({ status: 401 });
    });

    it("gives the cart to the registered customer once the email is proven, by a verification or by its provider", async () => {
      const ada = await registerAndLogIn(storefront, "ada@x.io");
      expect((await checkout("ada@x.io")).customer?.id).not.toBe(ada.id);
      const [{ id }] = await store.container
        .resolve(Modules.AUTH)
        .listAuthIdentities({ app_metadata: { customer_id: ada.id } });
      await verifyEmail(store, id, "ada@x.io");
      expect((await checkout("Ada@x.io")).customer?.id).toBe(ada.id);

      const input = { email: "bob@x.io", has_account: true };
      const bob = await store.customers.createCustomers(input);
      const google = { provider: "google", entityId: "1", customerId: bob.id, userMetadata: { email: "bob@x.io" } };
      await createIdentity(store, google);
      expect((await checkout("bob@x.io")).customer?.id).toBe(bob.id);
    });

    it("a proof of another address does not do, nor another customer's", async () => {
      const ada = await registerAndLogIn(storefront, "ada@x.io");
      const metadata = { app_metadata: { customer_id: ada.id } };
      const [{ id }] = await store.container.resolve(Modules.AUTH).listAuthIdentities(metadata);
      await verifyEmail(store, id, "other@x.io");
      await createIdentity(store, { provider: "google", entityId: "1", userMetadata: { email: "ada@x.io" } });
      const bobs = { provider: "google", entityId: "2", customerId: "cus_bob", userMetadata: { email: "ada@x.io" } };
      await createIdentity(store, bobs);
      const { customer } = await checkout("ada@x.io");
      expect(await guests()).toMatchObject([{ id: customer?.id, email: "ada@x.io" }]);
    });

    it("finds the guest of the email, in any spelling, and makes one where there is none", async () => {
      const guest = await store.customers.createCustomers({ email: "guest@x.io" });
      expect(await checkout("Guest@X.io")).toMatchObject({ customer: { id: guest.id } });
      const { customer } = await checkout("new@x.io");
      expect(await store.customers.retrieveCustomer(customer?.id ?? "")).toMatchObject({
        ...{ email: "new@x.io", has_account: false },
      });
    });

    it('with guest_checkout "core" the registered customer gets the cart, proven or not, as core has it', async () => {
      choose("core");
      const ada = await registerAndLogIn(storefront, "ada@x.io");
      expect((await checkout("ada@x.io")).customer?.id).toBe(ada.id);
    });

    it("by default the registered customer gets the cart as core has it, in a store that demands no verified logins", async () => {
      jest.restoreAllMocks();
      const ada = await registerAndLogIn(storefront, "ada@x.io");
      expect((await checkout("Ada@x.io")).customer?.id).toBe(ada.id);
      expect(await guests()).toEqual([]);
    });

    it("by default only a proven email counts in a store that demands verified logins of customers", async () => {
      jest.restoreAllMocks();
      const ada = await registerAndLogIn(storefront, "ada@x.io");
      const { http } = store.container.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig;
      const demand = { auth_provider: "emailpass", entity_type: "email" };
      try {
        http.authVerificationsPerActor = { user: [demand] };
        expect((await checkout("ada@x.io")).customer?.id).toBe(ada.id);
        http.authVerificationsPerActor = { customer: [demand] };
        expect(await guests()).toEqual([]);
        const { customer } = await checkout("ada@x.io");
        expect(await guests()).toMatchObject([{ id: customer?.id, email: "ada@x.io" }]);
        await proveEmail(store, ada);
        expect((await checkout("ada@x.io")).customer?.id).toBe(ada.id);
      } finally {
        delete http.authVerificationsPerActor;
      }
    });

    it("who is logged in gets their cart without any proof", async () => {
      const ada = await registerAndLogIn(storefront, "ada@x.io");
      expect((await checkout("ada@x.io", ada.client)).customer?.id).toBe(ada.id);
    });
  });

  it("a logged in customer who names another's unproven address in a cart without a customer gives it to a guest", async () => {
    const [ada, bob] = [await registerAndLogIn(storefront, "ada@x.io"), await registerAndLogIn(storefront, "bob@x.io")];
    const { customer } = await checkouts["POST /store/carts/:id"]("bob@x.io", ada.client);
    expect(await guests()).toMatchObject([{ id: customer?.id, email: "bob@x.io" }]);
    expect(customer?.id).not.toBe(bob.id);
  });

  it("a cart shows a stranger nothing of the customer who has the email, and its own customer everything", async () => {
    const account = await registerAndLogIn(storefront, EMAIL);
    await proveEmail(store, account);
    await store.customers.createCustomers({ email: "guest@x.io", first_name: "Grace", phone: "+31 6" });
    const all = "fields=id,*customer,customer.groups.id";
    for (const [email, id] of [
      [EMAIL, account.id],
      ["guest@x.io", (await store.customers.listCustomers({ email: "guest@x.io" }))[0].id],
    ]) {
      const body = { region_id: catalogue.regionId, email };
      const made = await storefront.post<CartBody>(`/store/carts?${all}`, body);
      const shown = {
        status: 200,
        data: { cart: { id: made.data.cart.id, customer_id: id, customer: { id, email, groups: [] } } },
      };
      expect(made).toEqual(shown);
      const url = `/store/carts/${made.data.cart.id}`;
      expect(await storefront.get(`${url}?${all}`)).toEqual(shown);
      // Express takes both for the same route.
      expect(await storefront.get(`${url.replace("store/carts", "Store/CARTS")}?${all}`)).toEqual(shown);
      expect(await storefront.post(`${url}?${all}`, { metadata: { gift: true } })).toEqual(shown);
      const line = { variant_id: "variant_unknown", quantity: 1 };
      expect(JSON.stringify(await storefront.post(`${url}/line-items?${all}`, line))).not.toContain("Grace");
    }
    const own = await account.client.post<CartBody>(`/store/carts?${all}`, { region_id: catalogue.regionId });
    expect(own.data.cart.customer).toMatchObject({ id: account.id, has_account: true, email: EMAIL });
  });

  it("a guest's cart that is given a proven address goes to its owner, a mistyped one before it or not", async () => {
    const account = await registerAndLogIn(storefront, EMAIL);
    await proveEmail(store, account);
    const typo = await checkouts["POST /store/carts"]("victm@x.io");
    expect((await guests()).map(({ id }) => id)).toEqual([typo.customer?.id]);

    const { data } = await storefront.post<CartBody>(`/store/carts/${typo.id}?${FIELDS}`, { email: EMAIL });

    expect(data.cart).toMatchObject({ email: EMAIL, customer: { id: account.id } });
    expect(await store.customers.listCustomers({ email: EMAIL, has_account: false })).toEqual([]);
    const other = await storefront.post<CartBody>(`/store/carts/${typo.id}?${FIELDS}`, { email: "other@x.io" });
    expect(other.data.cart).toMatchObject({ email: "other@x.io" });
  });

  it("a cart that has an email and no customer is given to a guest by whatever update comes next", async () => {
    const mallory = await registerAndLogIn(storefront, EMAIL);
    const { regionId: region_id, salesChannelId: sales_channel_id } = catalogue;
    const input = { currency_code: "eur", region_id, sales_channel_id, email: EMAIL };
    const cart = await store.container.resolve(Modules.CART).createCarts(input);
    const { data } = await storefront.post<CartBody>(`/store/carts/${cart.id}?${FIELDS}`, { metadata: { gift: true } });
    expect(await guests()).toMatchObject([{ id: data.cart.customer?.id }]);
    expect(data.cart.customer?.id).not.toBe(mallory.id);
  });

  it("an old cart whose stored text is no email takes an email; a given one must be an email", async () => {
    const { regionId: region_id, salesChannelId: sales_channel_id } = catalogue;
    const input = { currency_code: "eur", region_id, sales_channel_id, email: "a@foo-.com" };
    const { id } = await store.container.resolve(Modules.CART).createCarts(input);
    expect(await storefront.post(`/store/carts/${id}`, { email: "a@foo-.com" })).toMatchObject({ status: 400 });
    const { data } = await storefront.post<CartBody>(`/store/carts/${id}?${FIELDS}`, { email: "a@foo.com" });
    expect(await guests()).toMatchObject([{ id: data.cart.customer?.id, email: "a@foo.com" }]);
  });

  it("a cart whose lock store is down is not waited for", async () => {
    const { regionId: region_id } = catalogue;
    const { data } = await storefront.post<CartBody>("/store/carts", { region_id });
    const acquire = jest
      .spyOn(store.container.resolve(Modules.LOCKING), "acquire")
      .mockRejectedValue(new Error("connect ECONNREFUSED"));
    expect(await storefront.post(`/store/carts/${data.cart.id}`, { email: EMAIL })).toMatchObject({ status: 500 });
    expect(acquire).toHaveBeenCalledTimes(1);
  });

  it("an unknown cart and a wrong email are refused as core refuses them, and create no guest; one of a later failure stays", async () => {
    expect(await storefront.post("/store/carts/cart_unknown", { email: EMAIL })).toMatchObject({ status: 404 });
    for (const email of ["none", "a@b", 1]) {
      const body = { region_id: catalogue.regionId, email };
      expect(await storefront.post("/store/carts", body)).toMatchObject({ status: 400 });
    }
    expect(await guests()).toEqual([]);
    // Another checkout with this email may have found the guest already.
    expect(await storefront.post("/store/carts", { region_id: "reg_unknown", email: EMAIL })).toMatchObject({
      status: 404,
    });
    expect(await guests()).toMatchObject([{ email: EMAIL }]);
  });
});

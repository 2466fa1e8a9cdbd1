import type { HttpTypes } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { registeredCustomer, storefrontClient } from "../../helpers/http/accounts";
import { type ApiClient, allAnswered, type ErrorBody, type RequestLine } from "../../helpers/http/api-client";
import type { Store } from "../../helpers/stores/store";

type CustomerBody = HttpTypes.StoreCustomerResponse;
type AddressBody = HttpTypes.StoreCustomerAddressResponse;
type TokenBody = { token: string };

const REGISTER = "/auth/customer/emailpass/register";
const LOGIN = "/auth/customer/emailpass";
const ADDRESSES = "/store/customers/me/addresses";

export default function customersStoreRoutes(store: Store): void {
  let storefront: ApiClient;

  beforeEach(async () => {
    storefront = await storefrontClient(store);
  });

  async function registrationToken(email: string): Promise<string> {
    const { status, data } = await storefront.post<TokenBody>(REGISTER, { email, password: "correct horse" });
    expect(status).toBe(200);
    return data.token;
  }

  describe("registration", () => {
    it("registers, exchanges the token and logs in, through our service, the email in lower case", async () => {
      const token = await registrationToken("ada@example.com");
      const calls = store.recordCalls();

      const input = { email: "Ada@Example.com", first_name: "Ada" };
      const registered = await storefront.withToken(token).post<CustomerBody>("/store/customers", input);
      expect(registered.status).toBe(200);
      const { customer } = registered.data;
      expect(customer).toMatchObject({ email: "ada@example.com", first_name: "Ada", addresses: [] });
      expect(await store.customers.retrieveCustomer(customer.id)).toMatchObject({ has_account: true });
      expect(await calls.gave(customer.id)).toEqual(
        expect.arrayContaining(["createCustomers", "listCustomers", "retrieveCustomer"]),
      );

      calls.clear();
      const exchanged = await storefront.withToken(token).post<TokenBody>("/auth/token/refresh");
      const loggedIn = await storefront.post<TokenBody>(LOGIN, { email: "ada@example.com", password: "correct horse" });
      for (const { status, data } of [exchanged, loggedIn]) {
        expect(status).toBe(200);
        const me = await storefront.withToken(data.token).get<CustomerBody>("/store/customers/me");
        expect(me).toMatchObject({ status: 200, data: { customer: { id: customer.id } } });
      }
      expect(await calls.gave(customer.id)).toContain("listCustomers");
    });

    it("registers beside a guest of the same email, but not beside an account, whatever the case", async () => {
      const guest = await store.customers.createCustomers({ email: "ada@example.com" });
      const token = await registrationToken("ada@example.com");
      const registered = await storefront
        .withToken(token)
        .post<CustomerBody>("/store/customers", { email: "ADA@example.com" });
      expect(registered.status).toBe(200);
      expect(registered.data.customer.id).not.toBe(guest.id);

      const before = await store.customerTables();
      const second = storefront.withToken(await registrationToken("second@example.com"));
      const answer = await second.post<ErrorBody>("/store/customers", { email: "Ada@Example.com" });
      expect(answer).toMatchObject({ data: { message: "Customer with this email already has an account" } });
      expect(answer.status).toBe(422);
      expect(await store.customerTables()).toEqual(before);
    });

    it("refuses wrong bodies with 400 and a wrong password with 401, and stores nothing", async () => {
      const client = storefront.withToken(await registrationToken("ada@example.com"));
      const before = await store.customerTables();
      const wrong: RequestLine[] = [
        ["POST", "/store/customers", {}],
        ["POST", "/store/customers", { email: "no email" }],
        ["POST", "/store/customers", { email: "ada@example.com", has_account: false }],
      ];

      expect(await client.statuses(wrong)).toEqual(allAnswered(wrong, 400));
      const login = await storefront.post<ErrorBody>(LOGIN, { email: "ada@example.com", password: "wrong" });
      expect(login.status).toBe(401);
      expect(await store.customerTables()).toEqual(before);
    });

    it("refuses to register without a token, with a dashboard user's, and a second time with the same one", async () => {
      const body = { email: "ada@example.com" };
      const user = await storefront.post<TokenBody>("/auth/user/emailpass/register", { ...body, password: "secret" });
      expect(await storefront.post("/store/customers", body)).toMatchObject({ status: 401 });
      expect(await storefront.withToken(user.data.token).post("/store/customers", body)).toMatchObject({ status: 401 });
      expect(await store.customers.listCustomers()).toEqual([]);

      const { client } = await registeredCustomer(store, storefront, "ada@example.com");
      const again = await client.post<ErrorBody>("/store/customers", { email: "other@example.com" });
      expect(again).toMatchObject({ status: 400, data: { message: "Request already authenticated as a customer." } });
      expect(await store.customers.listCustomers()).toHaveLength(1);
    });
  });

  describe("/store/customers/me", () => {
    it("answers the customer of the token, through our service", async () => {
      const { customer, client } = await registeredCustomer(store, storefront, "Me@example.com");
      const calls = store.recordCalls();

      const { status, data } = await client.get<CustomerBody>("/store/customers/me");
      expect(status).toBe(200);
      expect(data.customer).toMatchObject({ id: customer.id, email: "me@example.com", addresses: [] });
      expect(await calls.gave(customer.id)).toContain("listCustomers");
    });

    it("updates the customer of the token and no other, through our service", async () => {
      const { customer, client } = await registeredCustomer(store, storefront, "me@example.com");
      const other = await registeredCustomer(store, storefront, "other@example.com");
      const calls = store.recordCalls();

      const { status, data } = await client.post<CustomerBody>("/store/customers/me", { phone: "+41 44 668 18 00" });
      expect(status).toBe(200);
      expect(data.customer).toMatchObject({ id: customer.id, phone: "+41 44 668 18 00", first_name: "Registered" });
      expect(await calls.gave(customer.id)).toEqual(expect.arrayContaining(["listCustomers", "updateCustomers"]));
      expect(await store.customers.retrieveCustomer(other.customer.id)).toMatchObject({ phone: null });
    });

    it("refuses wrong bodies and queries, an email among them, with 400, and stores nothing", async () => {
      const { client } = await registeredCustomer(store, storefront, "me@example.com");
      const before = await store.customerTables();
      const wrong: RequestLine[] = [
        ["POST", "/store/customers/me", { email: "new@example.com" }],
        ["POST", "/store/customers/me", { has_account: false }],
        ["POST", "/store/customers/me", { phone: 1 }],
        ["GET", "/store/customers/me?unknown=1"],
      ];

      expect(await client.statuses(wrong)).toEqual(allAnswered(wrong, 400));
      expect(await store.customerTables()).toEqual(before);
    });
  });

  describe("/store/customers/me/addresses", () => {
    it("creates, lists, answers, updates and deletes an address of one's own, through our service", async () => {
      const { client } = await registeredCustomer(store, storefront, "me@example.com");
      const calls = store.recordCalls();

      const created = await client.post<CustomerBody>(ADDRESSES, { city: "Bern", is_default_billing: true });
      expect(created).toMatchObject({ status: 200, data: { customer: { addresses: [{ city: "Bern" }] } } });
      const [{ id }] = created.data.customer.addresses;
      expect(await calls.gave(id)).toEqual(expect.arrayContaining(["createCustomerAddresses", "listCustomers"]));

      calls.clear();
      const list = await client.get<HttpTypes.StoreCustomerAddressListResponse>(ADDRESSES);
      expect(list).toMatchObject({ status: 200, data: { count: 1, addresses: [{ id, is_default_billing: true }] } });
      expect(await calls.gave(id)).toContain("listAndCountCustomerAddresses");

      calls.clear();
      const one = await client.get<AddressBody>(`${ADDRESSES}/${id}`);
      expect(one).toMatchObject({ status: 200, data: { address: { id, city: "Bern" } } });
      expect(await calls.gave(id)).toContain("listCustomerAddresses");

      calls.clear();
      const updated = await client.post<CustomerBody>(`${ADDRESSES}/${id}`, { city: "Basel" });
      expect(updated.data.customer.addresses).toMatchObject([{ id, city: "Basel", is_default_billing: true }]);
      expect(await calls.gave(id)).toContain("updateCustomerAddresses");

      calls.clear();
      expect(await client.delete(`${ADDRESSES}/${id}`)).toMatchObject({ status: 200, data: { deleted: true } });
      expect(calls.called()).toContain("deleteCustomerAddresses");
      expect(await store.customers.listCustomerAddresses()).toEqual([]);
    });

    it("answers 404 for another customer's address, does not list it, and changes nothing", async () => {
      const { client } = await registeredCustomer(store, storefront, "me@example.com");
      const other = await registeredCustomer(store, storefront, "other@example.com");
      const address = await store.customers.createCustomerAddresses({ customer_id: other.customer.id, city: "Bern" });
      const before = await store.customerTables();
      const theirs: RequestLine[] = [
        ["GET", `${ADDRESSES}/${address.id}`],
        ["POST", `${ADDRESSES}/${address.id}`, { city: "Taken" }],
        ["DELETE", `${ADDRESSES}/${address.id}`],
        ["GET", `${ADDRESSES}/cuaddr_unknown`],
      ];

      expect(await client.statuses(theirs)).toEqual(allAnswered(theirs, 404));
      expect(await client.get(ADDRESSES)).toMatchObject({ status: 200, data: { count: 0, addresses: [] } });
      expect(await store.customerTables()).toEqual(before);
    });

    it("refuses wrong bodies and queries with 400, and stores nothing", async () => {
      const { customer, client } = await registeredCustomer(store, storefront, "me@example.com");
      const { id } = await store.customers.createCustomerAddresses({ customer_id: customer.id, city: "Bern" });
      const before = await store.customerTables();
      const wrong: RequestLine[] = [
        ["POST", ADDRESSES, { city: 1 }],
        ["POST", ADDRESSES, { customer_id: "cus_other" }],
        ["POST", `${ADDRESSES}/${id}`, { is_default_shipping: "yes" }],
        ["POST", `${ADDRESSES}/${id}`, { customer_id: "cus_other" }],
        ["GET", `${ADDRESSES}?unknown=1`],
        ["GET", `${ADDRESSES}/${id}?unknown=1`],
        ["DELETE", `${ADDRESSES}/${id}?unknown=1`],
      ];

      expect(await client.statuses(wrong)).toEqual(allAnswered(wrong, 400));
      expect(await store.customerTables()).toEqual(before);
    });
  });

  it("answers 401 on every /me route without a token, and with a token that was not exchanged yet", async () => {
    const { customer } = await registeredCustomer(store, storefront, "me@example.com");
    const { id } = await store.customers.createCustomerAddresses({ customer_id: customer.id, city: "Bern" });
    const unexchanged = storefront.withToken(await registrationToken("new@example.com"));
    const before = await store.customerTables();
    const routes: RequestLine[] = [
      ["GET", "/store/customers/me"],
      ["POST", "/store/customers/me", { phone: "1" }],
      ["GET", ADDRESSES],
      ["POST", ADDRESSES, { city: "Basel" }],
      ["GET", `${ADDRESSES}/${id}`],
      ["POST", `${ADDRESSES}/${id}`, { city: "Basel" }],
      ["DELETE", `${ADDRESSES}/${id}`],
    ];

    expect(await storefront.statuses(routes)).toEqual(allAnswered(routes, 401));
    expect(await unexchanged.statuses(routes)).toEqual(allAnswered(routes, 401));
    expect(await store.customerTables()).toEqual(before);
    expect(await store.container.resolve(Modules.AUTH).listAuthIdentities()).toHaveLength(1);
  });
}

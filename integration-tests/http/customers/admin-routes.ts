import type { HttpTypes } from "@medusajs/framework/types";
import { adminClient, registeredCustomer, storefrontClient } from "../../helpers/http/accounts";
import { type ApiClient, allAnswered, type ErrorBody, type RequestLine } from "../../helpers/http/api-client";
import type { Store } from "../../helpers/stores/store";

type CustomerBody = HttpTypes.AdminCustomerResponse;
type AddressBody = HttpTypes.AdminCustomerAddressResponse;

export default function customersAdminRoutes(store: Store): void {
  let admin: ApiClient;

  beforeEach(async () => {
    admin = await adminClient(store);
  });

  it("runs on the service of this plugin", () => {
    expect(store.customers).toHaveProperty("plugin", "medusa-plugin-customers");
  });

  describe("/admin/customers", () => {
    it("creates a customer through our service, which keeps the email in lower case", async () => {
      const calls = store.recordCalls();
      const { status, data } = await admin.post<CustomerBody>("/admin/customers", {
        email: "Ada.LOVELACE@Example.com",
        first_name: "Ada",
        metadata: { source: "fair" },
      });

      expect(status).toBe(200);
      expect(data.customer).toMatchObject({
        email: "ada.lovelace@example.com",
        first_name: "Ada",
        has_account: false,
        metadata: { source: "fair" },
      });
      expect(await calls.gave(data.customer.id)).toEqual(expect.arrayContaining(["createCustomers", "listCustomers"]));
    });

    it("lists, filters and pages customers through our service, an email in any case", async () => {
      const inputs = ["a@example.com", "b@example.com", "c@example.com"].map((email) => ({ email }));
      const [first, second, third] = await store.customers.createCustomers(inputs);
      const calls = store.recordCalls();

      const all = await admin.get<HttpTypes.AdminCustomerListResponse>("/admin/customers?order=email&limit=2&offset=1");
      expect(all).toMatchObject({ status: 200, data: { count: 3, limit: 2, offset: 1 } });
      expect(all.data.customers.map(({ id }) => id)).toEqual([second.id, third.id]);
      expect(await calls.gave(second.id)).toContain("listAndCountCustomers");

      const one = await admin.get<HttpTypes.AdminCustomerListResponse>("/admin/customers?email=A@EXAMPLE.com");
      expect(one.data.customers.map(({ id }) => id)).toEqual([first.id]);
    });

    it("answers one customer through our service, and 404 for an unknown id", async () => {
      const customer = await store.customers.createCustomers({ email: "one@example.com" });
      const calls = store.recordCalls();

      const { status, data } = await admin.get<CustomerBody>(`/admin/customers/${customer.id}`);
      expect(status).toBe(200);
      expect(data.customer).toMatchObject({ id: customer.id, email: "one@example.com" });
      expect(await calls.gave(customer.id)).toContain("listCustomers");

      const unknown = await admin.get<ErrorBody>("/admin/customers/cus_unknown");
      expect(unknown).toEqual({
        status: 404,
        data: { type: "not_found", message: "Customer with id: cus_unknown not found" },
      });
    });

    it("updates the given fields only, through our service, and answers 404 for an unknown id", async () => {
      const customer = await store.customers.createCustomers({
        email: "old@example.com",
        first_name: "Ada",
        phone: "1",
      });
      const calls = store.recordCalls();

      const { status, data } = await admin.post<CustomerBody>(`/admin/customers/${customer.id}`, {
        email: "NEW@example.com",
        phone: null,
      });
      expect(status).toBe(200);
      expect(data.customer).toMatchObject({ email: "new@example.com", first_name: "Ada", phone: null });
      expect(await calls.gave(customer.id)).toEqual(expect.arrayContaining(["listCustomers", "updateCustomers"]));

      const unknown = await admin.post<ErrorBody>("/admin/customers/cus_unknown", { phone: "2" });
      expect(unknown).toEqual({
        status: 404,
        data: { type: "not_found", message: 'Customer with id "cus_unknown" not found' },
      });
    });

    it("deletes a customer through our service", async () => {
      const [gone, kept] = await store.customers.createCustomers([{ email: "gone@x.io" }, { email: "kept@x.io" }]);
      const calls = store.recordCalls();

      const answer = await admin.delete<HttpTypes.AdminCustomerDeleteResponse>(`/admin/customers/${gone.id}`);
      expect(answer).toEqual({ status: 200, data: { id: gone.id, object: "customer", deleted: true } });
      expect(calls.called()).toContain("softDeleteCustomers");
      expect(await store.customers.listCustomers()).toEqual([expect.objectContaining({ id: kept.id })]);
      expect(await admin.get(`/admin/customers/${gone.id}`)).toMatchObject({ status: 404 });
    });

    it("refuses an email that a live guest has, in any case, with 400, and stores nothing", async () => {
      await store.customers.createCustomers({ email: "taken@example.com" });
      const before = await store.customerTables();

      const answer = await admin.post<ErrorBody>("/admin/customers", { email: "TAKEN@example.com" });

      const message = "Customer with email: taken@example.com, has_account: false, already exists.";
      expect(answer).toEqual({ status: 400, data: { type: "invalid_data", message } });
      expect(await store.customerTables()).toEqual(before);
    });

    it("refuses wrong bodies and queries with 400, and stores nothing", async () => {
      const { id } = await store.customers.createCustomers({ email: "here@example.com" });
      const before = await store.customerTables();
      const wrong: RequestLine[] = [
        ["POST", "/admin/customers", { email: "no email" }],
        ["POST", "/admin/customers", { email: "a@example.com", has_account: true }],
        ["POST", "/admin/customers", { email: "a@example.com", metadata: "text" }],
        ["POST", `/admin/customers/${id}`, { email: "no email" }],
        ["POST", `/admin/customers/${id}`, { id: "cus_other" }],
        ["POST", `/admin/customers/${id}`, { first_name: 1 }],
        ["GET", "/admin/customers?unknown=1"],
        ["GET", "/admin/customers?limit=many"],
        ["GET", `/admin/customers/${id}?unknown=1`],
      ];

      expect(await admin.statuses(wrong)).toEqual(allAnswered(wrong, 400));
      expect(await store.customerTables()).toEqual(before);
    });
  });

  describe("/admin/customers/:id/addresses", () => {
    it("creates an address through our service; a new default takes the old one's place", async () => {
      const customer = await store.customers.createCustomers({
        email: "home@example.com",
        addresses: [{ address_name: "Old", is_default_shipping: true }],
      });
      const calls = store.recordCalls();
      const path = `/admin/customers/${customer.id}/addresses`;

      const { status, data } = await admin.post<CustomerBody>(`${path}?fields=id,*addresses`, {
        address_name: "New",
        city: "Zürich",
        is_default_shipping: true,
      });
      expect(status).toBe(200);
      expect(data.customer.addresses).toHaveLength(2);
      expect(data.customer.addresses).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ address_name: "Old", is_default_shipping: false }),
          expect.objectContaining({ address_name: "New", is_default_shipping: true, city: "Zürich" }),
        ]),
      );
      const created = data.customer.addresses.find(({ address_name }) => address_name === "New");
      expect(await calls.gave(created?.id ?? "missing")).toEqual(
        expect.arrayContaining(["createCustomerAddresses", "listCustomers"]),
      );
    });

    it("lists a customer's addresses and answers one, through our service, and never another customer's", async () => {
      const [mine, other] = await store.customers.createCustomers([
        { email: "mine@example.com", addresses: [{ city: "Bern" }, { city: "Basel" }] },
        { email: "other@example.com", addresses: [{ city: "Bern" }] },
      ]);
      const bern = mine.addresses.find(({ city }) => city === "Bern");
      const calls = store.recordCalls();

      const path = `/admin/customers/${mine.id}/addresses`;
      const list = await admin.get<HttpTypes.AdminCustomerAddressListResponse>(`${path}?city=Bern`);
      expect(list).toMatchObject({ status: 200, data: { count: 1, addresses: [{ id: bern?.id, city: "Bern" }] } });
      expect(await calls.gave(bern?.id ?? "missing")).toContain("listAndCountCustomerAddresses");

      calls.clear();
      const one = await admin.get<AddressBody>(`${path}/${bern?.id}`);
      expect(one).toMatchObject({ status: 200, data: { address: { id: bern?.id, customer_id: mine.id } } });
      expect(await calls.gave(bern?.id ?? "missing")).toContain("listCustomerAddresses");
      expect((await admin.get<AddressBody>(`${path}/${other.addresses[0].id}`)).data.address).toBeUndefined();
    });

    it("updates an address through our service, and leaves another customer's as it is", async () => {
      const [mine, other] = await store.customers.createCustomers([
        { email: "mine@example.com", addresses: [{ city: "Bern", province: "BE" }] },
        { email: "other@example.com", addresses: [{ city: "Basel" }] },
      ]);
      const calls = store.recordCalls();

      const path = `/admin/customers/${mine.id}/addresses`;
      const { status, data } = await admin.post<CustomerBody>(`${path}/${mine.addresses[0].id}?fields=id,*addresses`, {
        city: "Thun",
      });
      expect(status).toBe(200);
      expect(data.customer.addresses).toEqual([expect.objectContaining({ city: "Thun", province: "BE" })]);
      expect(calls.called()).toContain("updateCustomerAddresses");

      await admin.post(`${path}/${other.addresses[0].id}`, { city: "Taken" });
      const [untouched] = await store.customers.listCustomerAddresses({ customer_id: other.id });
      expect(untouched.city).toBe("Basel");
    });

    it("deletes an address through our service", async () => {
      const customer = await store.customers.createCustomers({
        email: "home@example.com",
        addresses: [{ city: "Bern" }, { city: "Basel" }],
      });
      const [gone, kept] = customer.addresses;
      const calls = store.recordCalls();

      const answer = await admin.delete(`/admin/customers/${customer.id}/addresses/${gone.id}`);
      expect(answer).toMatchObject({ status: 200, data: { id: gone.id, deleted: true, parent: { id: customer.id } } });
      expect(calls.called()).toContain("deleteCustomerAddresses");
      expect(await store.customers.listCustomerAddresses({})).toEqual([expect.objectContaining({ id: kept.id })]);
    });

    it("refuses wrong bodies and queries with 400, and stores nothing", async () => {
      const customer = await store.customers.createCustomers({ email: "a@example.com", addresses: [{ city: "Bern" }] });
      const path = `/admin/customers/${customer.id}/addresses`;
      const before = await store.customerTables();
      const wrong: RequestLine[] = [
        ["POST", path, { city: 1 }],
        ["POST", path, { unknown: "field" }],
        ["POST", `${path}/${customer.addresses[0].id}`, { is_default_billing: "yes" }],
        ["POST", `${path}/${customer.addresses[0].id}`, { customer_id: "cus_other" }],
        ["GET", `${path}?unknown=1`],
        ["GET", `${path}/${customer.addresses[0].id}?unknown=1`],
        ["DELETE", `${path}/${customer.addresses[0].id}?unknown=1`],
      ];

      expect(await admin.statuses(wrong)).toEqual(allAnswered(wrong, 400));
      expect(await store.customerTables()).toEqual(before);
    });
  });

  it("answers 401 on every route to a caller without a token and to a customer's token, and changes nothing", async () => {
    const storefront = await storefrontClient(store);
    const { customer, client } = await registeredCustomer(store, storefront, "customer@example.com");
    const address = await store.customers.createCustomerAddresses({ customer_id: customer.id, city: "Bern" });
    const before = await store.customerTables();
    const one = `/admin/customers/${customer.id}`;
    const routes: RequestLine[] = [
      ["GET", "/admin/customers"],
      ["POST", "/admin/customers", { email: "a@example.com" }],
      ["GET", one],
      ["POST", one, { phone: "1" }],
      ["DELETE", one],
      ["GET", `${one}/addresses`],
      ["POST", `${one}/addresses`, { city: "Basel" }],
      ["GET", `${one}/addresses/${address.id}`],
      ["POST", `${one}/addresses/${address.id}`, { city: "Basel" }],
      ["DELETE", `${one}/addresses/${address.id}`],
      ["POST", `${one}/customer-groups`, { add: [] }],
    ];

    expect(await store.client.statuses(routes)).toEqual(allAnswered(routes, 401));
    expect(await client.statuses(routes)).toEqual(allAnswered(routes, 401));
    expect(await store.customerTables()).toEqual(before);
  });
}

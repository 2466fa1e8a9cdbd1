import type { HttpTypes } from "@medusajs/framework/types";
import { adminClient, registeredCustomer, storefrontClient } from "../../helpers/http/accounts";
import type { ApiClient } from "../../helpers/http/api-client";
import { createCatalogue } from "../../helpers/http/catalogue";
import { proveEmail } from "../../helpers/logins/logins";
import type { Store } from "../../helpers/stores/store";

type AdminCustomerBody = HttpTypes.AdminCustomerResponse;
type StoreCustomerBody = HttpTypes.StoreCustomerResponse;
type CartBody = HttpTypes.StoreCartResponse;
type TokenBody = { token: string };

/** RFC 6531: letters of any script on both sides of the "@"; in lower case as they are stored. */
const INTERNATIONAL = ["josé@bücher.example", "用户@例子.广告", "δοκιμή@παράδειγμα.δοκιμή"];

export default function customersOverrides(store: Store): void {
  let admin: ApiClient;
  let storefront: ApiClient;

  beforeEach(async () => {
    admin = await adminClient(store);
    storefront = await storefrontClient(store);
  });

  describe("an international email address", () => {
    it("is accepted when the dashboard creates and changes a customer, and found again", async () => {
      for (const email of INTERNATIONAL) {
        const created = await admin.post<AdminCustomerBody>("/admin/customers", { email: email.toUpperCase() });
        expect(created).toMatchObject({ status: 200, data: { customer: { email } } });

        const { id } = created.data.customer;
        const other = `x${email}`;
        const changed = await admin.post<AdminCustomerBody>(`/admin/customers/${id}`, { email: other });
        expect(changed).toMatchObject({ status: 200, data: { customer: { id, email: other } } });

        const found = await admin.get<HttpTypes.AdminCustomerListResponse>(
          `/admin/customers?email=${encodeURIComponent(other)}`,
        );
        expect(found.data.customers.map((customer) => customer.id)).toEqual([id]);
      }
    });

    it("is accepted at registration", async () => {
      const [email] = INTERNATIONAL;
      const { data } = await storefront.post<TokenBody>("/auth/customer/emailpass/register", { email, password: "x1" });
      const registered = await storefront.withToken(data.token).post<StoreCustomerBody>("/store/customers", { email });
      expect(registered).toMatchObject({ status: 200, data: { customer: { email } } });
    });

    it("is accepted at checkout, where a registered customer is found by it", async () => {
      const { regionId, salesChannelId } = await createCatalogue(store);
      const { customer } = await registeredCustomer(store, storefront, "josé@example.com");
      await proveEmail(store, customer);
      const shop = await storefrontClient(store, salesChannelId);
      const cart = await shop.post<CartBody>("/store/carts", { region_id: regionId, email: "JOSÉ@example.com" });
      expect(cart).toMatchObject({ status: 200, data: { cart: { customer_id: customer.id } } });
    });

    it("with an international domain is accepted at checkout, where the customer is found by either of its forms", async () => {
      const { regionId, salesChannelId } = await createCatalogue(store);
      const { customer } = await registeredCustomer(store, storefront, "josé@bücher.example");
      await proveEmail(store, customer);
      const shop = await storefrontClient(store, salesChannelId);
      for (const email of ["JOSÉ@BÜCHER.example", "josé@xn--bcher-kva.example"]) {
        const cart = await shop.post<CartBody>("/store/carts", { region_id: regionId, email });
        expect(cart).toMatchObject({ status: 200, data: { cart: { customer_id: customer.id } } });
      }
      expect(await store.customers.listCustomers()).toHaveLength(1);
    });

    it("is refused like any other when it is none, and nothing is stored", async () => {
      for (const email of ["josé", "josé@", "@bücher.example", "jo sé@bücher.example", "a@b@ü.example"]) {
        expect(await admin.post("/admin/customers", { email })).toMatchObject({ status: 400 });
      }
      expect(await store.customers.listCustomers()).toEqual([]);
    });

    it("does not excuse another wrong field", async () => {
      const answer = await admin.post("/admin/customers", { email: INTERNATIONAL[0], first_name: 1 });
      expect(answer).toMatchObject({ status: 400 });
      expect(await store.customers.listCustomers()).toEqual([]);
    });
  });

  describe("metadata that Medusa cannot take", () => {
    it("is refused by name: nested beyond 100 levels, and on updates a null in an array; nothing is stored", async () => {
      const customer = await store.customers.createCustomers({ email: "a@example.com" });
      const group = await store.customers.createCustomerGroups({ name: "Wholesale" });
      const before = await store.customerTables();
      let deep: unknown = 1;
      for (let level = 0; level < 500; level++) {
        deep = { a: deep };
      }
      const refused: [string, object, string][] = [
        ["/admin/customers", { email: "b@example.com", metadata: deep }, "deeper than 100 levels"],
        [`/admin/customers/${customer.id}`, { metadata: deep }, "deeper than 100 levels"],
        [`/admin/customer-groups/${group.id}`, { metadata: deep }, "deeper than 100 levels"],
        [`/admin/customers/${customer.id}`, { metadata: { list: [1, null] } }, '"metadata.list.1" is null'],
      ];
      for (const [path, body, message] of refused) {
        const answer = await admin.post(path, body);
        expect(answer).toMatchObject({ status: 400, data: { message: expect.stringContaining(message) } });
      }
      expect(await store.customerTables()).toEqual(before);
    });
  });

  describe("/admin/customers/:id/addresses/:address_id", () => {
    it("answers 404 for an address that is not the customer's, and leaves it as it is", async () => {
      const [owner, other] = await store.customers.createCustomers([
        { email: "owner@example.com", addresses: [{ address_1: "Owner's" }] },
        { email: "other@example.com" },
      ]);
      const before = await store.customerTables();
      for (const path of [
        `/admin/customers/${other.id}/addresses/${owner.addresses[0].id}`,
        `/admin/customers/${owner.id}/addresses/cuaddr_unknown`,
      ]) {
        expect(await admin.post(path, { city: "Paris" })).toMatchObject({ status: 404 });
        expect(await admin.delete(path)).toMatchObject({ status: 404 });
      }
      expect(await store.customerTables()).toEqual(before);
    });
  });
}

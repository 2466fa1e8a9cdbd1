// @own-store: it registers hooks of workflows.
import type { AuthIdentityDTO, HttpTypes } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { updateCustomersWorkflow as coreUpdateCustomersWorkflow } from "@medusajs/medusa/core-flows";
import { updateCustomersWorkflow } from "medusa-plugin-customers/workflows";
import { differences, readAllRows } from "../helpers/databases/database-rows";
import { adminClient, storefrontClient } from "../helpers/http/accounts";
import type { ApiClient } from "../helpers/http/api-client";
import { createCatalogue } from "../helpers/http/catalogue";
import { proveEmail } from "../helpers/logins/logins";
import { describeStore } from "../helpers/stores/store";

type TokenBody = { token: string };
type CartBody = { cart: { customer?: { id: string } } };
type CustomerBody = HttpTypes.StoreCustomerResponse;

const REFUSED = { message: "The shop's hook refused" };
let hookRefuses = false;
coreUpdateCustomersWorkflow.hooks.customersUpdated(async () => {
  if (hookRefuses) {
    throw new Error(REFUSED.message);
  }
});

/**
 * The faults of core by their numbers, as far as they show in workflows and over HTTP; those of the module are in
 * `module.spec.ts`. In a store without this plugin each of these fails.
 */
describeStore((store) => {
  beforeEach(() => {
    hookRefuses = false;
  });

  describe("1: an update that fails leaves the customer as it was", () => {
    const ADA = {
      email: "ada@x.io",
      first_name: "Ada",
      last_name: "Lovelace",
      phone: "1",
      company_name: "Engines",
      metadata: { a: 1 },
    };

    it("every column, when our workflow runs", async () => {
      const { id } = await store.customers.createCustomers(ADA);
      const before = await readAllRows(store);
      hookRefuses = true;
      const input = { selector: { id }, update: { first_name: "New", company_name: "New", metadata: { b: 2 } } };
      await expect(updateCustomersWorkflow(store.container).run({ input })).rejects.toMatchObject(REFUSED);
      expect(differences(before, await readAllRows(store))).toEqual([]);
    });

    it("no field that it was not given is wiped, when core's own workflow runs", async () => {
      const { id } = await store.customers.createCustomers(ADA);
      hookRefuses = true;
      const input = { selector: { id }, update: { first_name: "New" } };
      await expect(coreUpdateCustomersWorkflow(store.container).run({ input })).rejects.toMatchObject(REFUSED);
      expect(await store.customers.retrieveCustomer(id)).toMatchObject(ADA);
    });
  });

  describe("2: one email is one customer, however it is spelled", () => {
    async function register(storefront: ApiClient, login: string, email: string) {
      const body = { email: login, password: "correct horse" };
      const { data } = await storefront.post<TokenBody>("/auth/customer/emailpass/register", body);
      return await storefront.withToken(data.token).post<CustomerBody>("/store/customers", { email });
    }

    it("registers once, and checkout finds the registered customer of the proven email by any spelling", async () => {
      const catalogue = await createCatalogue(store);
      const storefront = await storefrontClient(store, catalogue.salesChannelId);
      const registered = await register(storefront, "one@x.io", "Hello@X.io");
      expect(registered.status).toBe(200);
      expect(await register(storefront, "two@x.io", "hello@x.io")).toMatchObject({ status: 422 });
      await proveEmail(store, registered.data.customer);

      for (const email of ["hello@x.io", "HELLO@x.io"]) {
        const body = { region_id: catalogue.regionId, email };
        const { data } = await storefront.post<CartBody>("/store/carts?fields=customer.id", body);
        expect(data.cart).toMatchObject({ customer: { id: registered.data.customer.id } });
      }
      expect(await store.customers.listCustomers()).toHaveLength(1);
    });
  });

  it("4: a deleted default address makes room for a new one over HTTP", async () => {
    const { id } = await store.customers.createCustomers({});
    const old = await store.customers.createCustomerAddresses({ customer_id: id, is_default_shipping: true });
    const service = store.customers as typeof store.customers & { softDeleteCustomerAddresses(ids: string[]): unknown };
    await service.softDeleteCustomerAddresses([old.id]);

    const admin = await adminClient(store);
    const { status } = await admin.post(`/admin/customers/${id}/addresses`, {
      city: "Bern",
      is_default_shipping: true,
    });
    expect(status).toBe(200);
    expect(await store.customers.listCustomerAddresses({ customer_id: id })).toMatchObject([
      { city: "Bern", is_default_shipping: true },
    ]);
  });

  it("5: a deleted group filters no customer and shows nowhere, in routes and queries; restored it is back", async () => {
    const customer = await store.customers.createCustomers({ email: "ann@x.io" });
    const group = await store.customers.createCustomerGroups({ name: "VIP" });
    await store.customers.addCustomerToGroup({ customer_id: customer.id, customer_group_id: group.id });
    const admin = await adminClient(store);
    const query = store.container.resolve(ContainerRegistrationKeys.QUERY);

    const found = async () => {
      const lists = ["groups=", "groups[]=", "groups[id]="].map(async (filter) => {
        const list = await admin.get<HttpTypes.AdminCustomerListResponse>(`/admin/customers?${filter}${group.id}`);
        expect(list.status).toBe(200);
        return list.data.count;
      });
      const graphs = [group.id, [group.id], { id: group.id }, { name: "VIP" }].map(async (groups) => {
        const { data } = await query.graph({ entity: "customer", fields: ["id"], filters: { groups } });
        return data.length;
      });
      const one = await admin.get<HttpTypes.AdminCustomerResponse>(`/admin/customers/${customer.id}?fields=id,*groups`);
      const { data } = await query.graph({ entity: "customer", fields: ["id", "groups.id"] });
      return {
        filtered: await Promise.all([...lists, ...graphs]),
        shown: [one.data.customer.groups?.length, data[0].groups?.length],
      };
    };

    const all = { filtered: [1, 1, 1, 1, 1, 1, 1], shown: [1, 1] };
    expect(await found()).toEqual(all);
    expect(await admin.delete(`/admin/customer-groups/${group.id}`)).toMatchObject({ status: 200 });
    expect(await found()).toEqual({ filtered: [0, 0, 0, 0, 0, 0, 0], shown: [0, 0] });
    await store.customers.restoreCustomerGroups([group.id]);
    expect(await found()).toEqual(all);
  });

  describe("7: deleting an account", () => {
    async function createIdentity(provider: string, appMetadata: Record<string, unknown>): Promise<string> {
      const { id } = await store.container.resolve(Modules.AUTH).createAuthIdentities({
        app_metadata: appMetadata,
        provider_identities: [{ entity_id: `ann-${provider}@x.io`, provider }],
      });
      return id;
    }
    async function identities(): Promise<Record<string, AuthIdentityDTO["app_metadata"]>> {
      const all = await store.container.resolve(Modules.AUTH).listAuthIdentities();
      return Object.fromEntries(all.map(({ id, app_metadata }) => [id, app_metadata]));
    }
    const registered = () => {
      const input = { email: "ann@x.io", has_account: true };
      return store.customers.createCustomers(input);
    };

    it("removes all its logins, keeps an admin user's without the customer, and no other login is touched", async () => {
      const { id } = await registered();
      await createIdentity("emailpass", { customer_id: id });
      await createIdentity("google", { customer_id: id, mfa: true });
      const shared = await createIdentity("github", { customer_id: id, user_id: "user_1" });
      const neighbour = await createIdentity("oidc", { customer_id: "cus_other" });

      const admin = await adminClient(store);
      expect(await admin.delete(`/admin/customers/${id}`)).toMatchObject({ status: 200, data: { id, deleted: true } });

      const left = await identities();
      expect(Object.keys(left).sort()).toEqual([shared, neighbour].sort());
      expect(left[shared]?.user_id).toBe("user_1");
      expect(left[shared]?.customer_id ?? null).toBeNull();
      expect(left[neighbour]).toEqual({ customer_id: "cus_other" });
      expect(await store.customers.listCustomers()).toEqual([]);
    });

    it("works for a registered customer without any login, and for a guest", async () => {
      const { id } = await registered();
      const guest = await store.customers.createCustomers({ email: "ann@x.io" });
      const admin = await adminClient(store);
      expect(await admin.delete(`/admin/customers/${id}`)).toMatchObject({ status: 200 });
      expect(await admin.delete(`/admin/customers/${guest.id}`)).toMatchObject({ status: 200 });
      expect(await store.customers.listCustomers()).toEqual([]);
    });
  });

  describe("8: checkout takes the registered customer of a proven email though a guest has the email too", () => {
    it.each([
      ["the guest came first", [false, true]],
      ["the registered one came first", [true, false]],
    ])("%s", async (_, kinds) => {
      const created = [];
      for (const has_account of kinds) {
        const input = { email: "ann@x.io", has_account };
        created.push(await store.customers.createCustomers(input));
      }
      const registered = created[kinds.indexOf(true)];
      await proveEmail(store, registered);
      const catalogue = await createCatalogue(store);
      const storefront = await storefrontClient(store, catalogue.salesChannelId);
      const body = { region_id: catalogue.regionId, email: "ann@x.io" };
      const { status, data } = await storefront.post<CartBody>("/store/carts?fields=customer.id", body);

      expect(status).toBe(200);
      expect(data.cart.customer?.id).toBe(registered.id);
      expect(await store.customers.listCustomers()).toHaveLength(2);
    });
  });
});

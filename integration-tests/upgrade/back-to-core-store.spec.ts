import type { CustomerDTO, CustomerGroupDTO, HttpTypes } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import {
  createCustomerAddressesWorkflow,
  createCustomerGroupsWorkflow,
  createCustomersWorkflow,
  deleteCustomerAddressesWorkflow,
  deleteCustomerGroupsWorkflow,
  deleteCustomersWorkflow,
  linkCustomerGroupsToCustomerWorkflow,
  linkCustomersToCustomerGroupWorkflow,
  removeCustomerAccountWorkflow,
  updateCustomerAddressesWorkflow,
  updateCustomerGroupsWorkflow,
  updateCustomersWorkflow,
} from "@medusajs/medusa/core-flows";
import { createDatabase } from "../helpers/databases/databases";
import { migrateOurs } from "../helpers/databases/migrations";
import { adminClient, storefrontClient } from "../helpers/http/accounts";
import { type ApiClient, allAnswered, type RequestLine } from "../helpers/http/api-client";
import { createCatalogue } from "../helpers/http/catalogue";
import { runOurModule } from "../helpers/modules/running-module";
import { describeCoreStore } from "../helpers/stores/store";

const DATABASE = `customers-back-to-core-${process.env.JEST_WORKER_ID ?? 1}`;

let ada: CustomerDTO;
let bob: CustomerDTO;
let gold: CustomerGroupDTO;

/** What a shop has after a while with this plugin: rows that it wrote, marks, search text and all. */
async function fillWithThisPlugin(): Promise<void> {
  await createDatabase(DATABASE);
  await migrateOurs(DATABASE);
  const { service, stop } = await runOurModule({ database: DATABASE });
  [ada, bob] = await service.createCustomers([
    {
      email: "ada@x.io",
      first_name: "Ada",
      phone: "+31 6 1234",
      addresses: [{ address_1: "First", country_code: "fr", is_default_shipping: true, is_default_billing: true }],
    },
    { email: "bob@x.io", first_name: "Bob" },
  ]);
  gold = await service.createCustomerGroups({ name: "Gold" });
  await service.addCustomerToGroup({ customer_id: ada.id, customer_group_id: gold.id });
  const [gone] = await service.createCustomers([{ email: "gone@x.io" }]);
  await service.softDeleteCustomers([gone.id]);
  await stop();
}

describeCoreStore({ database: DATABASE, prepare: fillWithThisPlugin }, (store) => {
  let admin: ApiClient;

  beforeEach(async () => {
    admin = await adminClient(store);
  });

  it("core's own module answers", () => {
    expect(store.customers).not.toHaveProperty("plugin");
  });

  it("every admin route of customers, addresses and groups answers over rows that this plugin wrote", async () => {
    const address = ada.addresses[0].id;
    const customer = `/admin/customers/${ada.id}`;
    const group = `/admin/customer-groups/${gold.id}`;
    const requests: RequestLine[] = [
      ["GET", "/admin/customers?q=ada&order=-created_at"],
      ["GET", `/admin/customers?groups=${gold.id}`],
      ["POST", "/admin/customers", { email: "cy@x.io", first_name: "Cy" }],
      ["GET", customer],
      ["POST", customer, { phone: null, metadata: { a: 1 } }],
      ["GET", `${customer}/addresses`],
      ["POST", `${customer}/addresses`, { address_1: "Second", is_default_shipping: true }],
      ["POST", `${customer}/addresses/${address}`, { city: "Paris", is_default_shipping: true }],
      ["GET", `${customer}/addresses/${address}`],
      ["DELETE", `${customer}/addresses/${address}`],
      ["GET", "/admin/customer-groups"],
      ["POST", "/admin/customer-groups", { name: "Silver" }],
      ["GET", group],
      ["POST", group, { name: "Platinum" }],
      // A membership that stands already: core writes it twice, and no index of this plugin's may refuse that.
      ["POST", `${group}/customers`, { add: [ada.id, bob.id] }],
      ["POST", `${customer}/customer-groups`, { add: [gold.id] }],
      ["POST", `${customer}/customer-groups`, { remove: [gold.id] }],
      ["DELETE", group],
    ];
    expect(await admin.statuses(requests)).toEqual(allAnswered(requests, 200));

    const one = await admin.get<HttpTypes.AdminCustomerResponse>(`${customer}?fields=*groups,*addresses`);
    expect(one.data.customer).toMatchObject({
      email: "ada@x.io",
      phone: null,
      metadata: { a: 1 },
      groups: [],
      addresses: [{ address_1: "Second" }],
    });
    const { data } = await admin.get<HttpTypes.AdminCustomerListResponse>("/admin/customers?order=email");
    expect(data.customers.map(({ email }) => email)).toEqual(["ada@x.io", "bob@x.io", "cy@x.io"]);
  });

  it("customers register, keep addresses and check out", async () => {
    const catalogue = await createCatalogue(store);
    const storefront = await storefrontClient(store, catalogue.salesChannelId);
    const login = { email: "bob@x.io", password: "correct horse" };
    const registered = await storefront.post<{ token: string }>("/auth/customer/emailpass/register", login);
    const created = await storefront
      .withToken(registered.data.token)
      .post<HttpTypes.StoreCustomerResponse>("/store/customers", { email: login.email });
    expect(created).toMatchObject({ status: 200, data: { customer: { email: "bob@x.io", has_account: true } } });

    const { data } = await storefront.post<{ token: string }>("/auth/customer/emailpass", login);
    const me = storefront.withToken(data.token);
    const requests: RequestLine[] = [
      ["GET", "/store/customers/me"],
      ["POST", "/store/customers/me", { first_name: "Robert" }],
      ["POST", "/store/customers/me/addresses", { address_1: "First", is_default_billing: true }],
      ["GET", "/store/customers/me/addresses"],
    ];
    expect(await me.statuses(requests)).toEqual(allAnswered(requests, 200));

    const cart = await storefront.post<{ cart: { customer: { id: string } } }>("/store/carts?fields=customer.id", {
      region_id: catalogue.regionId,
      email: "ada@x.io",
    });
    expect(cart).toMatchObject({ status: 200, data: { cart: { customer: { id: ada.id } } } });
  });

  it("core's workflows run over rows that this plugin wrote", async () => {
    const { container } = store;
    const address = ada.addresses[0].id;
    const create = createCustomersWorkflow(container).run({ input: { customersData: [{ email: "cy@x.io" }] } });
    const [cy] = (await create).result;
    await updateCustomersWorkflow(container).run({
      input: { selector: { id: [ada.id, bob.id] }, update: { last_name: "King", phone: null } },
    });
    await createCustomerAddressesWorkflow(container).run({
      input: { addresses: [{ customer_id: ada.id, address_1: "Second", is_default_shipping: true }] },
    });
    await updateCustomerAddressesWorkflow(container).run({
      input: { selector: { id: address }, update: { is_default_shipping: true, city: "Paris" } },
    });
    const groups = createCustomerGroupsWorkflow(container).run({ input: { customersData: [{ name: "Silver" }] } });
    const [silver] = (await groups).result;
    await updateCustomerGroupsWorkflow(container).run({
      input: { selector: { id: gold.id }, update: { name: "Platinum" } },
    });
    await linkCustomersToCustomerGroupWorkflow(container).run({
      input: { id: silver.id, add: [ada.id, bob.id, cy.id] },
    });
    await linkCustomerGroupsToCustomerWorkflow(container).run({ input: { id: ada.id, remove: [gold.id] } });

    const query = container.resolve(ContainerRegistrationKeys.QUERY);
    const { data } = await query.graph({
      entity: "customer",
      fields: ["id", "last_name", "phone", "groups.name"],
      filters: { id: ada.id },
    });
    expect(data).toMatchObject([{ last_name: "King", phone: null, groups: [{ name: "Silver" }] }]);
    const addresses = await store.customers.listCustomerAddresses({ customer_id: ada.id });
    const marks = addresses.map((one) => [one.address_1, one.is_default_shipping]);
    expect(Object.fromEntries(marks)).toEqual({ First: true, Second: false });

    await deleteCustomerAddressesWorkflow(container).run({ input: { ids: [address] } });
    await deleteCustomerGroupsWorkflow(container).run({ input: { ids: [silver.id] } });
    await deleteCustomersWorkflow(container).run({ input: { ids: [cy.id, bob.id] } });
    expect(await store.customers.listCustomers()).toMatchObject([{ id: ada.id }]);
  });

  it("an account is removed by core's workflow, which takes its login with it", async () => {
    const storefront = await storefrontClient(store);
    const login = { email: "cy@x.io", password: "correct horse" };
    const registered = await storefront.post<{ token: string }>("/auth/customer/emailpass/register", login);
    const created = await storefront
      .withToken(registered.data.token)
      .post<HttpTypes.StoreCustomerResponse>("/store/customers", { email: login.email });

    await removeCustomerAccountWorkflow(store.container).run({ input: { customerId: created.data.customer.id } });

    expect(await store.customers.listCustomers({ email: "cy@x.io" })).toEqual([]);
    expect(await storefront.post("/auth/customer/emailpass", login)).toMatchObject({ status: 401 });
  });
});

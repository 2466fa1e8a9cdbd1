import { withModuleConnection } from "../../../../../integration-tests/helpers/databases/module-connection";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";
import { prepareSearch } from "../prepare-search.sql";

/** PostgreSQL takes 65,535 bindings in a statement; a filter may name more, as core's may. */
describeCustomerModule(({ service, medusaApp, dbConfig }) => {
  const ours = runningService(medusaApp);
  const strangers = Array.from({ length: 70_000 }, (_, index) => `cus_none${index}`);

  async function someCustomers(): Promise<string[]> {
    await withModuleConnection(dbConfig.clientUrl, prepareSearch);
    const people = ["Ann", "Bob", "Cy"].map((first_name) => ({ first_name, last_name: "Lee", addresses: [{}] }));
    return (await service.createCustomers(people)).map(({ id }) => id);
  }

  it("lists and counts by them: plain, by words, in a group, behind a deep offset, by cursor", async () => {
    const [ann, bob, cy] = await someCustomers();
    const group = await service.createCustomerGroups({ name: "a" });
    await service.addCustomerToGroup([ann, cy].map((id) => ({ customer_id: id, customer_group_id: group.id })));
    const id = [...strangers, ann, bob];
    const ids = (customers: { id: string }[]) => customers.map((customer) => customer.id);

    expect(ids(await service.listCustomers({ id }))).toEqual([ann, bob]);
    expect((await service.listAndCountCustomers({ id, q: "lee" }))[1]).toBe(2);
    expect(ids(await service.listCustomers({ id, q: "lee" }))).toEqual([ann, bob]);
    expect(ids(await service.listCustomers({ id: { $nin: [...strangers, ann] }, q: "lee" } as object))).toEqual([
      bob,
      cy,
    ]);
    expect(ids(await service.listCustomers({ id, groups: group.id }))).toEqual([ann]);
    expect(await service.listCustomers({ id }, { skip: 1_000 })).toEqual([]);
    expect((await service.listAndCountCustomers({ id }, { skip: 1_000 }))[1]).toBe(2);
    const page = await ours.listCustomersPage({ filters: { id, q: "lee" }, count: "bounded" });
    expect([page.customers.length, page.count]).toEqual([2, 2]);
    expect((await ours.listCustomersPage({ filters: { id }, count: "exact" })).count).toBe(2);
  });

  it("takes lists of times and truth values for what they are", async () => {
    const [ann] = await someCustomers();
    const { created_at } = await service.retrieveCustomer(ann);
    const times = Array.from({ length: 2_000 }, (_, index) => new Date(Date.UTC(2020, 0, 1, 0, 0, index)));
    const filters = { created_at: { $in: [...times, new Date(created_at)] }, q: "lee" };

    // Made together, at one time.
    expect(await service.listCustomers(filters as object)).toHaveLength(3);
    const accounts = { has_account: { $in: Array(2_000).fill(false) }, q: "lee" };
    expect(await service.listCustomers(accounts as object)).toHaveLength(3);
  });

  it("updates, deletes and restores by them, of relations too", async () => {
    const [ann, bob, cy] = await someCustomers();
    const id = [...strangers, ann, bob];
    const [{ id: address }] = await service.listCustomerAddresses({ customer_id: cy });

    expect(await service.updateCustomers({ id }, { phone: "1" })).toHaveLength(2);
    expect(await service.updateCustomerAddresses({ customer: { id } } as object, { city: "Bern" })).toHaveLength(2);
    await service.softDeleteCustomers([{ addresses: { id: [...strangers, address] } }] as never);
    expect(await service.listCustomers()).toMatchObject([
      { id: ann, phone: "1" },
      { id: bob, phone: "1" },
    ]);
    await service.restoreCustomers([...strangers, cy]);
    await service.deleteCustomers({ id: { $nin: [...strangers, ann] } } as never);
    expect((await service.listCustomers()).map((customer) => customer.id)).toEqual([ann]);
  });
});

import type { CustomerDTO, FilterableCustomerProps, FindConfig } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { withModuleConnection } from "../../../../../integration-tests/helpers/databases/module-connection";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";
import { prepareSearch } from "../../listing/prepare-search.sql";

// as: a filter by address is core's too, though its type does not have it.
const inParis = { addresses: { city: "Paris" } } as FilterableCustomerProps;

describeCustomerModule(({ medusaApp, dbConfig }) => {
  const service = runningService(medusaApp);
  let groupId: string;

  const names = (customers: { first_name?: string | null }[]) => customers.map(({ first_name }) => first_name).sort();

  /** Félix has an address in Paris, Felicity has deleted hers; Ann has one and another name. All are in one group. */
  beforeEach(async () => {
    await withModuleConnection(dbConfig.clientUrl, prepareSearch);
    const addresses = [{ city: "Paris" }];
    const customers = await service.createCustomers([
      { first_name: "Félix", email: "felix@x.io", addresses },
      { first_name: "Felicity", email: "felicity@x.io", addresses },
      { first_name: "Ann", email: "ann@x.io", addresses },
    ]);
    const group = await service.createCustomerGroups({ name: "all" });
    groupId = group.id;
    await service.addCustomerToGroup(customers.map(({ id }) => ({ customer_id: id, customer_group_id: group.id })));
    await service.softDeleteCustomerAddresses([customers[1].addresses[0].id]);
  });

  describe("a deleted address matches nothing", () => {
    it("in lists, whichever way they are read", async () => {
      const lists: [FilterableCustomerProps, FindConfig<CustomerDTO>][] = [
        [{}, {}],
        [{ groups: groupId }, {}],
        [{}, { order: { first_name: "ASC" } }],
        [{ $and: [{ groups: { name: "all" } }] }, { order: { last_name: "ASC" } }],
      ];
      for (const [filters, config] of lists) {
        const [customers, count] = await service.listAndCountCustomers({ ...filters, ...inParis }, config);
        expect([names(customers), count]).toEqual([["Ann", "Félix"], 2]);
      }
      expect(names(await service.listCustomers({ q: "feli", ...inParis }))).toEqual(["Félix"]);
      expect((await service.listCustomers({}, { skip: 1_000 })).length).toBe(0);
    });

    it("unless deleted rows are asked for", async () => {
      const found = await service.listCustomers({ q: "feli", ...inParis }, { withDeleted: true });
      expect(names(found)).toEqual(["Felicity", "Félix"]);
    });

    it("in pages by cursor and their counts", async () => {
      const page = await service.listCustomersPage({ filters: inParis, count: "exact" });
      expect([names(page.customers), page.count]).toEqual([["Ann", "Félix"], 2]);
    });

    it("in updates, deletes and batches of a group by filter", async () => {
      expect(names(await service.updateCustomers(inParis, { company_name: "Here" }))).toEqual(["Ann", "Félix"]);

      const vip = await service.createCustomerGroups({ name: "vip" });
      const changed = await service.membershipBatches.change({ groupId: vip.id, add: { filter: inParis } });
      expect(changed.added).toBe(2);

      // as: the contract types ids only; core's module takes filters as well.
      await service.softDeleteCustomers([inParis] as unknown as string[]);
      expect(names(await service.listCustomers())).toEqual(["Felicity"]);
    });

    it("in exports", async () => {
      let text = "";
      for await (const chunk of await service.exports.stream({ filters: inParis, columns: ["first_name"] })) {
        text += chunk.text;
      }
      expect(text.split(/\r?\n/).filter(Boolean).sort()).toEqual(["Ann", "Félix", "first_name"]);
    });
  });

  it("words find the same customers whatever else is asked for", async () => {
    const configs: Record<string, unknown>[] = [
      {},
      { options: { strategy: "select-in" } },
      { filters: {} },
      { order: { addresses: { city: "ASC" } } },
      { order: { addresses: { city: "ASC" } }, take: 5, relations: ["groups"] },
    ];
    for (const config of configs) {
      for (const filters of [{ q: "felix" }, { q: "FELIX", groups: groupId }, { q: "félix", groups: [groupId] }]) {
        const [customers, count] = await service.listAndCountCustomers(filters, config);
        expect([names(customers), count]).toEqual([["Félix"], 1]);
        expect(names(await service.listCustomers({ ...filters }, { ...config }))).toEqual(["Félix"]);
      }
    }
  });

  it("a page by cursor refuses a config that it does not honour, and words that are no text", async () => {
    for (const config of [{ options: { limit: 1 } }, { filters: {} }, { __internal: {} }, { order: { id: "ASC" } }]) {
      const [name] = Object.keys(config);
      await expect(service.listCustomersPage({}, config as FindConfig<CustomerDTO>)).rejects.toMatchObject({
        type: MedusaError.Types.INVALID_DATA,
        message: `The field "config.${name}" is not part of a page by cursor. Leave it out, or use listCustomers.`,
      });
    }
    // as: what a caller without types may give.
    const filters = { q: 5 } as unknown as FilterableCustomerProps;
    await expect(service.listCustomersPage({ filters })).rejects.toMatchObject({
      type: MedusaError.Types.INVALID_DATA,
      message: 'The field "q" must be text: the words to look for.',
    });
  });
});

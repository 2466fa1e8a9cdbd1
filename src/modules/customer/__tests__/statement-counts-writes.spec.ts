import { everythingSent } from "../../../../integration-tests/helpers/databases/sent-statements";
import { countStatements } from "../../../../integration-tests/helpers/databases/statement-counter";
import { describeCustomerModule, itOnOurs } from "../../../../integration-tests/helpers/modules/customer-module";

const FEW = 10;
const MANY = 1_000;
/** More than one statement inserts. */
const BULK = 25_000;

describeCustomerModule(({ service }) => {
  const times = <Row>(count: number, make: (index: number) => Row) => Array.from({ length: count }, (_, n) => make(n));
  const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id);

  const createCustomers = async (count: number) =>
    idsOf(await service.createCustomers(times(count, () => ({ last_name: `${count}` }))));

  /** How many statements each piece of work sends, for few rows and for many; they must be the same. */
  async function expectSameForMany(
    prepare: (count: number) => Promise<Record<string, () => Promise<unknown>>>,
    most: number,
  ): Promise<void> {
    const counted: Record<string, number>[] = [];
    for (const count of [FEW, MANY]) {
      const each: Record<string, number> = {};
      for (const [name, work] of Object.entries(await prepare(count))) {
        each[name] = await countStatements(work);
      }
      counted.push(each);
    }
    expect(counted[1]).toEqual(counted[0]);
    expect(Math.max(...Object.values(counted[0]))).toBeLessThanOrEqual(most);
  }

  itOnOurs(
    "creating sends as many statements for 1,000 rows as for 10: one a table, and a lock for addresses",
    async () => {
      const { id } = await service.createCustomers({});
      await expectSameForMany(
        async (count) => ({
          customers: () => service.createCustomers(times(count, (n) => ({ email: `${n}@${count}.io` }))),
          groups: () => service.createCustomerGroups(times(count, (n) => ({ name: `${n} of ${count}` }))),
          addresses: () => service.createCustomerAddresses(times(count, (n) => ({ customer_id: id, city: `${n}` }))),
        }),
        2,
      );

      expect(await service.listCustomerAddresses({ customer_id: id }, { select: ["id"] })).toHaveLength(FEW + MANY);
    },
  );

  itOnOurs("creating customers with 2 addresses each sends two statements, for 1,000 as for 10", async () => {
    const addresses = [{ city: "a", is_default_shipping: true }, { city: "b" }];
    await expectSameForMany(
      async (count) => ({ customers: () => service.createCustomers(times(count, () => ({ addresses }))) }),
      2,
    );

    expect(await service.listCustomerAddresses({}, { select: ["id"] })).toHaveLength(2 * (FEW + MANY));
  });

  itOnOurs("updating by ids and by selector sends as many statements for 1,000 rows as for 10", async () => {
    const { id } = await service.createCustomers({});
    await expectSameForMany(async (count) => {
      const customers = await createCustomers(count);
      const groups = idsOf(await service.createCustomerGroups(times(count, (n) => ({ name: `${n} of ${count}` }))));
      const drafts = times(count, () => ({ customer_id: id, city: `${count}` }));
      const addresses = idsOf(await service.createCustomerAddresses(drafts));
      const fields = { metadata: { count } };
      return {
        "customers by ids": () => service.updateCustomers(customers, fields),
        "customers by selector": () => service.updateCustomers({ last_name: `${count}` }, { company_name: "New" }),
        "customers, nothing new": () => service.updateCustomers(customers, fields),
        "groups by ids": () => service.updateCustomerGroups(groups, fields),
        "groups by selector": () => service.updateCustomerGroups({ id: groups }, { metadata: { again: true } }),
        "addresses by ids": () => service.updateCustomerAddresses(addresses, fields),
        "addresses by selector": () => service.updateCustomerAddresses({ city: `${count}` }, { province: "New" }),
      };
    }, 2);

    expect(await service.listCustomers({ company_name: "New" }, { select: ["id"] })).toHaveLength(FEW + MANY);
    expect(await service.listCustomerAddresses({ province: "New" }, { select: ["id"] })).toHaveLength(FEW + MANY);
  });

  itOnOurs("deleting for good sends as many statements for 1,000 rows as for 10", async () => {
    const { id } = await service.createCustomers({ last_name: "stays" });
    await expectSameForMany(async (count) => {
      const customers = await createCustomers(count);
      await createCustomers(count);
      const groups = idsOf(await service.createCustomerGroups(times(count, (n) => ({ name: `${n} of ${count}` }))));
      await service.addCustomerToGroup(customers.map((customer_id) => ({ customer_id, customer_group_id: groups[0] })));
      const drafts = times(count, () => ({ customer_id: id, city: `${count}` }));
      const addresses = idsOf(await service.createCustomerAddresses(drafts));
      return {
        "customers by ids": () => service.deleteCustomers(customers),
        "customers by selector": () => service.deleteCustomers({ last_name: `${count}` }),
        groups: () => service.deleteCustomerGroups(groups),
        addresses: () => service.deleteCustomerAddresses(addresses),
      };
    }, 2);

    expect(idsOf(await service.listCustomers({}, { withDeleted: true }))).toEqual([id]);
    expect(await service.listCustomerGroupCustomers({}, { withDeleted: true })).toEqual([]);
  });

  itOnOurs("soft-deleting and restoring addresses sends as many statements for 1,000 as for 10", async () => {
    const { id } = await service.createCustomers({});
    await expectSameForMany(async (count) => {
      const ids = idsOf(await service.createCustomerAddresses(times(count, () => ({ customer_id: id }))));
      return {
        "soft delete": () => service.softDeleteCustomerAddresses(ids),
        restore: () => service.restoreCustomerAddresses(ids),
      };
    }, 2);

    expect(await service.listCustomerAddresses({}, { select: ["id"] })).toHaveLength(FEW + MANY);
  });

  itOnOurs("adding 1,000 customers to 3 groups each sends as many statements as adding 10", async () => {
    const groups = idsOf(await service.createCustomerGroups(times(3, (n) => ({ name: `${n}` }))));
    await expectSameForMany(async (count) => {
      const customers = await createCustomers(count);
      const pairs = customers.flatMap((customer_id) =>
        groups.map((customer_group_id) => ({ customer_id, customer_group_id })),
      );
      return {
        add: () => service.addCustomerToGroup(pairs),
        "add again": () => service.addCustomerToGroup(pairs),
        remove: () => service.removeCustomerFromGroup(pairs),
      };
    }, 2);

    expect(await service.listCustomerGroupCustomers({}, { withDeleted: true })).toEqual([]);
  });

  describe(`${BULK} customers in one call`, () => {
    const drafts = (last: string) =>
      times(BULK, (n) => ({ email: `${n === BULK - 1 ? last : n}@x.io`, addresses: [{ city: `${n}` }] }));

    itOnOurs("go in one transaction, in the order given, each with its own address", async () => {
      const sent = await everythingSent(async () => {
        const created = await service.createCustomers(drafts("last"));
        expect(created.map(({ addresses }) => addresses[0].city)).toEqual(times(BULK, String));
      });

      expect(sent.filter(({ text }) => /^begin/i.test(text))).toHaveLength(1);
      expect(sent.filter(({ text }) => /^commit/i.test(text))).toHaveLength(1);
      expect(sent.filter(({ text }) => /^\s*insert/i.test(text))).toHaveLength(4);
      const [[last], count] = await service.listAndCountCustomers({}, { order: { id: "DESC" }, take: 1 });
      expect([count, last.email]).toEqual([BULK, "last@x.io"]);
    });

    itOnOurs("are none when the last one is a duplicate of the first", async () => {
      await expect(service.createCustomers(drafts("0"))).rejects.toThrow(
        "Customer with email: 0@x.io, has_account: false, already exists.",
      );

      expect(await service.listAndCountCustomers({}, { withDeleted: true })).toEqual([[], 0]);
      expect(await service.listCustomerAddresses({}, { withDeleted: true })).toEqual([]);
    });
  });
});

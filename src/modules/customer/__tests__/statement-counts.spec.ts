import { countStatements } from "../../../../integration-tests/helpers/databases/statement-counter";
import { describeCustomerModule, itOnOurs } from "../../../../integration-tests/helpers/modules/customer-module";

const FEW = 10;
const MANY = 1_000;

describeCustomerModule(({ service }) => {
  async function createCustomers(count: number): Promise<string[]> {
    const rows = Array.from({ length: count }, (_, index) => ({ addresses: [{ city: `${index}` }, {}] }));
    return (await service.createCustomers(rows)).map(({ id }) => id);
  }

  const pairs = (ids: string[], customer_group_id: string) =>
    ids.map((customer_id) => ({ customer_id, customer_group_id }));

  /** The statements of each piece of work, for few rows and for many. */
  async function counts(prepare: (count: number) => Promise<(() => Promise<unknown>)[]>): Promise<number[][]> {
    const counted: number[][] = [];
    for (const count of [FEW, MANY]) {
      const works = await prepare(count);
      const each: number[] = [];
      for (const work of works) {
        each.push(await countStatements(work));
      }
      counted.push(each);
    }
    return counted;
  }

  itOnOurs(
    "adding to a group, adding again and removing send as many statements for 1,000 customers as for 10",
    async () => {
      const [few, many] = await counts(async (count) => {
        const ids = await createCustomers(count);
        const group = await service.createCustomerGroups({ name: `group of ${count}` });
        const wanted = pairs(ids, group.id);
        return [
          () => service.addCustomerToGroup(wanted),
          () => service.addCustomerToGroup(wanted),
          () => service.removeCustomerFromGroup(wanted),
        ];
      });

      expect(many).toEqual(few);
      expect(await service.listCustomerGroupCustomers()).toEqual([]);
    },
  );

  itOnOurs(
    "deleting and restoring send as many statements for 1,000 customers with 2 addresses each as for 10",
    async () => {
      const [few, many] = await counts(async (count) => {
        const ids = await createCustomers(count);
        return [() => service.softDeleteCustomers(ids), () => service.restoreCustomers(ids)];
      });

      expect(many).toEqual(few);
      expect(await service.listCustomerAddresses({}, { select: ["id"] })).toHaveLength(2 * (FEW + MANY));
    },
  );

  itOnOurs("deleting and restoring send as many statements for 1,000 groups and their members as for 10", async () => {
    const [customer] = await createCustomers(1);
    const [few, many] = await counts(async (count) => {
      const names = Array.from({ length: count }, (_, index) => ({ name: `${index} of ${count}` }));
      const ids = (await service.createCustomerGroups(names)).map(({ id }) => id);
      await service.addCustomerToGroup(ids.map((id) => ({ customer_id: customer, customer_group_id: id })));
      return [() => service.softDeleteCustomerGroups(ids), () => service.restoreCustomerGroups(ids)];
    });

    expect(many).toEqual(few);
    expect(await service.listCustomerGroupCustomers({}, { select: ["id"] })).toHaveLength(FEW + MANY);
  });

  itOnOurs("keeping and putting back rows sends as many statements for 1,000 customers as for 10", async () => {
    const [few, many] = await counts(async (count) => {
      const ids = await createCustomers(count);
      const snapshots = await service.snapshots.takeCustomers(ids);
      await service.updateCustomers(ids, { company_name: "New" });
      return [
        () => service.snapshots.takeCustomers(ids),
        () => service.snapshots.restoreCustomers(snapshots, { company_name: "New" }),
      ];
    });

    expect(many).toEqual(few);
    expect(await service.listCustomers({ company_name: null }, { select: ["id"] })).toHaveLength(FEW + MANY);
  });
});

import { countStatements } from "../../../../integration-tests/helpers/databases/statement-counter";
import { describeCustomerModule, itOnOurs } from "../../../../integration-tests/helpers/modules/customer-module";

const FEW = 10;
const MANY = 1_000;

describeCustomerModule(({ service }) => {
  const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id);

  const createCustomers = async (count: number, addresses: object[] = []) =>
    await service.createCustomers(Array.from({ length: count }, (_, n) => ({ last_name: `${count} ${n}`, addresses })));

  type Works = Record<string, () => Promise<unknown>>;

  /** Each work sends as many statements for many rows as for few, and no more than said. */
  async function expectSameForMany(prepare: (count: number) => Promise<Works>, most: number): Promise<void> {
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

  itOnOurs("changing and undoing memberships sends as many statements for 1,000 customers as for 10", async () => {
    await expectSameForMany(async (count) => {
      const ids = idsOf(await createCustomers(count));
      const [from, to] = idsOf(
        await service.createCustomerGroups([{ name: `from ${count}` }, { name: `to ${count}` }]),
      );
      const pairsWith = (customer_group_id: string) => ids.map((customer_id) => ({ customer_id, customer_group_id }));
      await service.addCustomerToGroup(pairsWith(from));
      let change: Awaited<ReturnType<typeof service.membershipBatches.changePairs>>;
      return {
        change: async () => {
          change = await service.membershipBatches.changePairs({ add: pairsWith(to), remove: pairsWith(from) });
        },
        undo: () => service.membershipBatches.undoPairs(change),
        "undo again": () => service.membershipBatches.undoPairs(change),
      };
    }, 4);

    const existing = await service.listCustomerGroupCustomers({}, { select: ["customer_group_id"] });
    expect(existing).toHaveLength(FEW + MANY);
    const groups = await service.listCustomerGroups({ id: existing.map((row) => row.customer_group_id) });
    expect(groups.map(({ name }) => name).sort()).toEqual([`from ${FEW}`, `from ${MANY}`]);
  });

  itOnOurs("changing and undoing a group's memberships sends as many statements for 1,000 as for 10", async () => {
    await expectSameForMany(async (count) => {
      const ids = idsOf(await createCustomers(count));
      const { id: groupId } = await service.createCustomerGroups({ name: `${count}` });
      let batchId = "";
      return {
        add: async () => {
          batchId = (await service.membershipBatches.change({ groupId, add: { ids } })).batchId;
        },
        undo: () => service.membershipBatches.undo(batchId),
        "remove no member": () => service.membershipBatches.change({ groupId, remove: { ids } }),
      };
    }, 5);

    expect(await service.listCustomerGroupCustomers()).toEqual([]);
  });

  itOnOurs("keeping and putting back addresses sends as many statements for 1,000 as for 10", async () => {
    await expectSameForMany(async (count) => {
      const [{ id: customer_id }] = await createCustomers(1);
      const drafts = Array.from({ length: count }, () => ({ customer_id, city: "Rome" }));
      const id = idsOf(await service.createCustomerAddresses(drafts));
      const kept = await service.snapshots.takeAddresses({ id });
      await service.updateCustomerAddresses(id, { city: "Bern" });
      return {
        keep: () => service.snapshots.takeAddresses({ id }),
        "put back": () => service.snapshots.restoreAddresses(kept, { city: "Bern" }),
      };
    }, 2);

    expect(await service.listCustomerAddresses({ city: "Rome" }, { select: ["id"] })).toHaveLength(FEW + MANY);
  });

  itOnOurs("other fields for each, and their way back, send as many statements for 1,000 as for 10", async () => {
    await expectSameForMany(async (count) => {
      const ids = idsOf(await createCustomers(count));
      const updates = ids.map((id, n) => ({ id, phone: `${count} ${n}` }));
      const kept = await service.snapshots.takeCustomers(ids);
      return {
        update: () => service.batches.updateEach(updates),
        undo: () => service.batches.undoUpdates(kept, updates),
      };
    }, 1);

    const customers = await service.listCustomers({}, { select: ["id", "phone"] });
    expect(customers.filter(({ phone }) => phone === null)).toHaveLength(FEW + MANY);
  });

  itOnOurs(
    "a plan sends two statements, for live and for merged customers, whether for 1,000 upserts or for 10",
    async () => {
      await expectSameForMany(async (count) => {
        const ids = idsOf(await createCustomers(count));
        const upsert = ids.map((id, n) => (n % 2 ? { id } : { external_id: `${count} ${n}`, email: `${n}@x.io` }));
        const plan = { create: [{ email: "a@x.io" }], update: [], upsert, delete: [] };
        return { plan: () => service.batches.plan(plan) };
      }, 2);
    },
  );

  itOnOurs("memberships by their rows send as many statements for 1,000 as for 10", async () => {
    await expectSameForMany(async (count) => {
      const { id: customer_group_id } = await service.createCustomerGroups({ name: `${count}` });
      const pairs = idsOf(await createCustomers(count)).map((customer_id) => ({ customer_id, customer_group_id }));
      let ids: string[] = [];
      return {
        create: async () => {
          ids = idsOf(await service.createCustomerGroupCustomers(pairs));
        },
        "soft delete": () => service.softDeleteCustomerGroupCustomers(ids),
        restore: () => service.restoreCustomerGroupCustomers(ids),
        update: () => service.updateCustomerGroupCustomers(ids.map((id) => ({ id, metadata: { count } }))),
        delete: () => service.deleteCustomerGroupCustomers(ids),
      };
    }, 4);

    expect(await service.listCustomerGroupCustomers({}, { withDeleted: true })).toEqual([]);
  });
});

import { Modules } from "@medusajs/framework/utils";
import { countStatements } from "../../../../../integration-tests/helpers/databases/statement-counter";
import { describeCustomerModule, itOnOurs } from "../../../../../integration-tests/helpers/modules/customer-module";
import { EventLog } from "../../../../../integration-tests/helpers/modules/event-log";
import { groupMembers } from "./group-members";

const CREATED = "customer.customer-group-customer.created";
const DELETED = "customer.customer-group-customer.deleted";

const bus = new EventLog();

describeCustomerModule(
  ({ service, sql }) => {
    const { people, membersOf } = groupMembers(service, bus);
    const rows = () => sql("select to_jsonb(t) as row from customer_group_customer t order by id");

    itOnOurs("is undone row for row, put-aside duplicates included; undoing twice does nothing more", async () => {
      const { ids, groupId } = await people(20);
      await sql(`insert into customer_group_customer (id, customer_id, customer_group_id, deleted_at, metadata) values
        ('cusgc_aside', '${ids[0]}', '${groupId}', '2026-01-01', '{"a": 1}')`);
      const before = await rows();

      const { batchId } = await service.membershipBatches.change({
        groupId,
        add: { filter: { first_name: "Odd" } },
        remove: { filter: { first_name: "Even" } },
      });
      expect(await rows()).not.toEqual(before);
      bus.takeCounts();

      expect(await service.membershipBatches.undo(batchId)).toEqual([]);
      expect(await rows()).toEqual(before);
      expect(bus.takeCounts()).toEqual({ [CREATED]: 6, [DELETED]: 5 });
      expect(await service.membershipBatches.undo(batchId)).toEqual([]);
      expect(await rows()).toEqual(before);
      expect(await sql("select * from customers_membership_batch")).toEqual([]);
      expect(await sql("select * from customers_group_change")).toEqual([]);
      expect(bus.takeCounts()).toEqual({});
    });

    itOnOurs("a reversed change brings one row of each pair back, in as many statements for any number", async () => {
      const counts: number[] = [];
      for (const count of [30, 3_000]) {
        const { ids, groupId } = await people(count);
        await sql(`insert into customer_group_customer (id, customer_id, customer_group_id)
          values ('cusgc_twice_${count}', '${ids[0]}', '${groupId}')`);
        const everyone = { filter: { id: ids } };
        const { batchId } = await service.membershipBatches.change({ groupId, remove: everyone });
        expect(await membersOf(groupId)).toEqual([]);
        bus.takeCounts();
        const statements = await countStatements(async () => {
          expect(await service.membershipBatches.reverse({ groupId, changeId: batchId })).toMatchObject({
            ...{ added: 10, removed: 0, skipped: 0 },
          });
        });
        counts.push(statements);
        expect(await membersOf(groupId)).toEqual(ids.slice(0, 10).sort());
        expect(bus.takeCounts()).toEqual({ [CREATED]: 10 });
      }

      expect(counts[1]).toBe(counts[0]);
    });

    itOnOurs("a reversed change takes deleted customers out of the group too, and brings none of them in", async () => {
      const { ids, groupId } = await people(20);
      const change = { groupId, add: { ids: ids.slice(10, 13) }, remove: { ids: ids.slice(0, 3) } };
      const { batchId } = await service.membershipBatches.change(change);
      const deleted = [ids[0], ids[10]];
      await service.softDeleteCustomers(deleted);

      expect(await service.membershipBatches.reverse({ groupId, changeId: batchId })).toMatchObject({
        ...{ added: 2, removed: 3, skipped: 1 },
      });
      await service.restoreCustomers(deleted);
      expect(await membersOf(groupId)).toEqual(ids.slice(1, 10).sort());
    });

    itOnOurs(
      "a reversed change takes survivors out whom a merge brought in, and leaves those who were members",
      async () => {
        const { ids, groupId } = await people(20);
        const { batchId } = await service.membershipBatches.change({ groupId, add: { ids: ids.slice(10, 13) } });
        for (const customer_ids of [
          [ids[19], ids[10]],
          [ids[0], ids[11]],
        ] as [string, string][]) {
          await service.merges.merge({ customer_ids, survivor_id: customer_ids[0] });
        }
        const before = await rows();
        expect(await membersOf(groupId)).toContain(ids[19]);

        const reversed = await service.membershipBatches.reverse({ groupId, changeId: batchId });
        expect(reversed).toMatchObject({ added: 0, removed: 3, skipped: 0 });
        expect(await membersOf(groupId)).toEqual(ids.slice(0, 10).sort());
        expect(await service.membershipBatches.undo(reversed.batchId)).toEqual([]);
        expect(await rows()).toEqual(before);
      },
    );

    itOnOurs("undoing leaves who joined again meanwhile, and who is gone for good, and names them", async () => {
      const { ids, groupId } = await people(20);
      const { batchId } = await service.membershipBatches.change({ groupId, remove: { ids: ids.slice(0, 3) } });
      const rejoined = await service.addCustomerToGroup({ customer_id: ids[0], customer_group_id: groupId });
      await service.deleteCustomers([ids[1]]);

      expect((await service.membershipBatches.undo(batchId)).sort()).toEqual([ids[0], ids[1]].sort());

      expect(await membersOf(groupId)).toEqual([ids[0], ...ids.slice(2, 10)].sort());
      const of = await service.listCustomerGroupCustomers({ customer_id: ids[0] });
      expect(of.map(({ id }) => id)).toEqual([rejoined.id]);
    });
  },
  {},
  { [Modules.EVENT_BUS]: bus },
);

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

    itOnOurs(
      "by ids: who is added comes, who is removed goes, who stands or is no member counts for nothing",
      async () => {
        const { ids, groupId } = await people(20);

        const change = { groupId, add: { ids: [...ids.slice(5, 12), ids[11]] }, remove: { ids: [ids[0], ids[19]] } };
        expect(await service.membershipBatches.change(change)).toMatchObject({ added: 2, removed: 1 });

        expect(await membersOf(groupId)).toEqual([...ids.slice(1, 12)].sort());
        expect(bus.takeCounts()).toEqual({ [CREATED]: 2, [DELETED]: 1 });
      },
    );

    itOnOurs("by filter: all who match, live ones only, whatever their number, in as many statements", async () => {
      const counts: number[] = [];
      for (const count of [30, 3_000]) {
        const { ids, groupId } = await people(count);
        await service.softDeleteCustomers([ids[20]]);
        bus.takeCounts();
        const add = { filter: { first_name: "Even", id: ids } };
        const statements = await countStatements(async () => {
          expect(await service.membershipBatches.change({ groupId, add })).toMatchObject({
            added: count / 2 - 5 - 1,
            removed: 0,
          });
        });
        counts.push(statements);
        expect(await membersOf(groupId)).toHaveLength(count / 2 + 5 - 1);
        expect(bus.takeCounts()).toEqual({ [CREATED]: count / 2 - 5 - 1 });
      }

      expect(counts[1]).toBe(counts[0]);
    });

    itOnOurs("makes memberships as adding one by one makes them: an id of its kind, the mark, both times", async () => {
      const { ids, groupId } = await people(20);

      await service.membershipBatches.change({ groupId, add: { ids: ids.slice(10) } });

      const made: Record<string, unknown>[] = await sql(
        "select *, created_at = updated_at as same from customer_group_customer order by id",
      );
      expect(made).toHaveLength(20);
      for (const row of made) {
        expect(row).toMatchObject({ unique_membership: true, deleted_at: null, metadata: null, created_by: null });
        expect(row).toMatchObject({ id: expect.stringMatching(/^cusgc_[0-9A-HJKMNP-TV-Z]{26}$/), same: true });
      }
      expect(new Set(made.map(({ id }) => String(id).length))).toEqual(new Set([32]));
    });

    itOnOurs(
      "a filter may name the group itself; both sides are chosen from what was before, and removing wins",
      async () => {
        const { ids, groupId } = await people(20);

        const filter = { groups: groupId };
        expect(
          await service.membershipBatches.change({
            groupId,
            add: { ids: [ids[0], ids[15]] },
            // Who comes in this very change was no member before, and stays.
            remove: { filter },
          }),
        ).toMatchObject({ added: 1, removed: 10 });
        expect(await membersOf(groupId)).toEqual([ids[15]]);

        const both = { ids: [ids[3], ids[15]] };
        expect(await service.membershipBatches.change({ groupId, add: both, remove: both })).toMatchObject({
          added: 0,
          removed: 1,
        });
        expect(await membersOf(groupId)).toEqual([]);
      },
    );

    itOnOurs("takes the list's filters: words, emails in any spelling, and, or, times", async () => {
      const { ids, groupId } = await people(20);
      await service.updateCustomers(ids[12], { email: "ada@x.io" });
      const added = async (filter: object) => {
        const { added: count } = await service.membershipBatches.change({ groupId, add: { filter } });
        return count;
      };

      expect(await added({ email: " ADA@x.io" })).toBe(1);
      expect(await added({ $or: [{ last_name: "13" }, { last_name: ["14", "15"] }] })).toBe(3);
      expect(await added({ $and: [{ first_name: "Odd" }, { last_name: "17" }] })).toBe(1);
      expect(await added({ created_at: { $gte: "2000-01-01" } })).toBe(5);
    });

    itOnOurs(
      "refuses filters that would name everybody, or that cannot be evaluated, and changes nothing",
      async () => {
        const { groupId } = await people(20);
        const before = await rows();

        for (const filter of [
          {},
          { q: "  " },
          { $or: [] },
          { $or: [{}, { email: "a" }] },
          { groups: {} },
          { id: {} },
        ]) {
          for (const side of ["add", "remove"]) {
            await expect(service.membershipBatches.change({ groupId, [side]: { filter } })).rejects.toMatchObject({
              type: "invalid_data",
              message: expect.stringContaining(`The field "${side}.filter`),
            });
          }
        }
        await expect(
          service.membershipBatches.change({ groupId, add: { filter: { created_at: { $gt: "no time" } } } }),
        ).rejects.toMatchObject({ type: "invalid_data" });
        expect(await rows()).toEqual(before);
      },
    );

    itOnOurs("refuses an unknown or deleted group and an unknown customer, and changes nothing", async () => {
      const { ids, groupId } = await people(20);
      const gone = await service.createCustomerGroups({ name: "Gone" });
      await service.softDeleteCustomerGroups([gone.id]);
      bus.takeCounts();
      await service.softDeleteCustomers([ids[19]]);
      bus.takeCounts();
      const before = await rows();

      for (const unknown of ["cusgroup_unknown", gone.id]) {
        await expect(
          service.membershipBatches.change({ groupId: unknown, add: { ids: [ids[15]] } }),
        ).rejects.toMatchObject({ type: "not_found", message: `Customer group with id: ${unknown} was not found` });
      }
      for (const unknown of ["cus_unknown", ids[19]]) {
        const change = { groupId, add: { ids: [ids[15], unknown] }, remove: { ids: [ids[0]] } };
        await expect(service.membershipBatches.change(change)).rejects.toMatchObject({
          type: "not_found",
          message: expect.stringContaining(unknown),
        });
      }
      expect(await rows()).toEqual(before);
      expect(await sql("select * from customers_membership_batch")).toEqual([]);
      expect(bus.takeCounts()).toEqual({});
    });

    itOnOurs("lists what a change did a page at a time, and forgets it after a month", async () => {
      const { ids, groupId } = await people(20);
      const { batchId } = await service.membershipBatches.change({ groupId, add: { ids }, remove: { ids: [ids[0]] } });
      const pages: boolean[][] = [];
      let after: string | undefined = "";
      while (after !== undefined) {
        const page: Awaited<ReturnType<typeof service.membershipBatches.list>> = await service.membershipBatches.list({
          batchId,
          after,
          limit: 6,
        });
        pages.push(page.map(({ added }) => added));
        after = page.at(-1)?.membership_id;
      }
      expect(pages.map(({ length }) => length)).toEqual([6, 5, 0]);
      expect(pages.flat().filter((added) => !added)).toHaveLength(1);

      expect(await service.membershipBatches.deleteOld()).toBe(0);
      jest.spyOn(Date, "now").mockReturnValue(Date.now() + 31 * 24 * 60 * 60 * 1_000);
      const { batchId: young } = await service.membershipBatches.change({ groupId, remove: { ids: [ids[19]] } });
      expect(await service.membershipBatches.deleteOld()).toBe(11);
      jest.restoreAllMocks();
      expect(await service.membershipBatches.list({ batchId, after: "", limit: 6 })).toEqual([]);
      expect(await service.membershipBatches.list({ batchId: young, after: "", limit: 6 })).toHaveLength(1);
      expect(await sql("select id from customers_group_change")).toEqual([{ id: young }]);
    });

    itOnOurs("forgets at most 10,000 rows at once", async () => {
      const { groupId } = await people(10_500);
      await service.membershipBatches.change({ groupId, add: { filter: { created_at: { $gte: "2000-01-01" } } } });

      jest.spyOn(Date, "now").mockReturnValue(Date.now() + 31 * 24 * 60 * 60 * 1_000);
      expect(await service.membershipBatches.deleteOld()).toBe(10_000);
      expect(await service.membershipBatches.deleteOld()).toBe(490);
      expect(await service.membershipBatches.deleteOld()).toBe(0);
      jest.restoreAllMocks();
    });

    itOnOurs("hands the module's events over in parts", async () => {
      const { groupId } = await people(10_500);
      bus.takeCounts();

      await service.membershipBatches.change({ groupId, add: { filter: { created_at: { $gte: "2000-01-01" } } } });

      expect(Math.max(...bus.calls.map(({ messages }) => messages.length))).toBe(10_000);
      expect(bus.takeCounts()).toEqual({ [CREATED]: 10_490 });
    });
  },
  {},
  { [Modules.EVENT_BUS]: bus },
);

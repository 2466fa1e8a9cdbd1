import { MedusaError, Modules } from "@medusajs/framework/utils";
import { describeCustomerModule, itOnOurs } from "../../../../../integration-tests/helpers/modules/customer-module";
import { EventLog } from "../../../../../integration-tests/helpers/modules/event-log";

const bus = new EventLog();

/** Core has no such methods: its link workflows add and remove in two calls. */
describeCustomerModule(
  ({ service }) => {
    const setUp = async () => {
      const [ann, bob] = await service.createCustomers([{ first_name: "Ann" }, { first_name: "Bob" }]);
      const [gold, tin] = await service.createCustomerGroups([{ name: "gold" }, { name: "tin" }]);
      const pair = (customer: { id: string }, group: { id: string }) => ({
        customer_id: customer.id,
        customer_group_id: group.id,
      });
      const existing = await service.addCustomerToGroup(pair(ann, gold));
      bus.take();
      return { ann, bob, gold, tin, pair, existing };
    };
    const rows = () => service.listCustomerGroupCustomers({}, { order: { id: "ASC" }, withDeleted: true });
    const event = (action: string, ids: string[]) =>
      ids.map((id) => `customer.customer-group-customer.${action} ${JSON.stringify({ id })}`);

    describe("changeMemberships", () => {
      itOnOurs("adds and ends memberships, and emits each that it made or ended", async () => {
        const { ann, bob, gold, tin, pair, existing } = await setUp();

        const change = await service.membershipBatches.changePairs({
          add: [pair(ann, tin), pair(bob, gold)],
          remove: [pair(ann, gold), pair(bob, tin)],
        });

        expect(change.createdIds).toHaveLength(2);
        expect(change.removed.map(({ id }) => id)).toEqual([existing.id]);
        expect((await rows()).map(({ id }) => id).sort()).toEqual([...change.createdIds].sort());
        expect(bus.take()).toEqual([...event("created", change.createdIds), ...event("deleted", [existing.id])].sort());
      });

      itOnOurs("emits nothing where a membership exists already or is none", async () => {
        const { ann, bob, gold, tin, pair } = await setUp();
        const before = await rows();

        const change = await service.membershipBatches.changePairs({
          add: [pair(ann, gold)],
          remove: [pair(bob, tin)],
        });

        expect(change).toEqual({ createdIds: [], removed: [], added: [], ended: [] });
        expect(await rows()).toEqual(before);
        expect(bus.take()).toEqual([]);
      });

      itOnOurs(
        "refuses an unknown customer, an unknown and a deleted group, and then ends nothing either",
        async () => {
          const { ann, gold, tin, pair } = await setUp();
          await service.softDeleteCustomerGroups([tin.id]);
          bus.take();
          const before = await rows();

          for (const add of [pair({ id: "cus_none" }, gold), pair(ann, { id: "cusgroup_none" }), pair(ann, tin)]) {
            await expect(
              service.membershipBatches.changePairs({ add: [add], remove: [pair(ann, gold)] }),
            ).rejects.toMatchObject({
              type: MedusaError.Types.NOT_FOUND,
              message: expect.stringContaining("You tried to set relationship"),
            });
          }

          expect(await rows()).toEqual(before);
          expect(bus.take()).toEqual([]);
        },
      );
    });

    describe("undoMembershipChange", () => {
      itOnOurs("restores the rows as they were, emits that, and twice changes nothing the second time", async () => {
        const { ann, bob, gold, pair, existing } = await setUp();
        const before = await rows();
        const change = await service.membershipBatches.changePairs({
          add: [pair(bob, gold)],
          remove: [pair(ann, gold)],
        });
        bus.take();

        await service.membershipBatches.undoPairs(change);
        expect(await rows()).toEqual(before);
        expect(bus.take()).toEqual([...event("created", [existing.id]), ...event("deleted", change.createdIds)].sort());

        await service.membershipBatches.undoPairs(change);
        expect(await rows()).toEqual(before);
        expect(bus.take()).toEqual([]);
      });

      itOnOurs("leaves the pair alone that another caller has added again since", async () => {
        const { ann, gold, pair } = await setUp();
        const change = await service.membershipBatches.changePairs({ add: [], remove: [pair(ann, gold)] });
        const again = await service.addCustomerToGroup(pair(ann, gold));
        bus.take();

        await service.membershipBatches.undoPairs(change);

        expect((await rows()).map(({ id }) => id)).toEqual([again.id]);
        expect(bus.take()).toEqual([]);
      });
    });
  },
  {},
  { [Modules.EVENT_BUS]: bus },
);

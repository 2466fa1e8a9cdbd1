import type { Message } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { MockEventBusService } from "@medusajs/test-utils";
import { countStatements } from "../helpers/databases/statement-counter";
import { describeCustomerModule, itOnOurs } from "../helpers/modules/customer-module";

/** Counts the events of memberships. */
class MembershipEvents extends MockEventBusService {
  created: string[] = [];

  override async emit<T>(data: Message<T> | Message<T>[]): Promise<void> {
    const messages: { name: string }[] = [data].flat();
    this.created.push(
      ...messages.map(({ name }) => name).filter((name) => name === "customer.customer-group-customer.created"),
    );
  }
}

const events = new MembershipEvents();

/**
 * The faults of core's module, by their numbers in the README's table and the issue; those of its workflows and routes
 * are in `store.spec.ts`. `CUSTOMER_MODULE=core CORE_FAULTS=run` shows that core fails each.
 */
describeCustomerModule(
  ({ service }) => {
    const twoMembers = async () => {
      const [ann, bob] = await service.createCustomers([{ email: "ann@x.io" }, { email: "bob@x.io" }]);
      const group = await service.createCustomerGroups({ name: "VIP" });
      const pair = { customer_id: ann.id, customer_group_id: group.id };
      await service.addCustomerToGroup([pair, { ...pair, customer_id: bob.id }]);
      return { ann, bob, group, pair };
    };

    itOnOurs(
      "1: an update leaves fields alone that are given as undefined, as core's rollback gives them",
      async () => {
        const ada = { email: "ada@x.io", phone: "1", last_name: "Lovelace", metadata: { a: 1 } };
        const { id } = await service.createCustomers(ada);
        await service.updateCustomers(id, {
          first_name: "Ada",
          last_name: undefined,
          email: undefined,
          phone: undefined,
          metadata: undefined,
        });
        expect(await service.retrieveCustomer(id)).toMatchObject({ ...ada, first_name: "Ada" });
      },
    );

    itOnOurs("2: one email in two spellings is one customer, found by either", async () => {
      const { id } = await service.createCustomers({ email: "Hello@x.io" });
      await expect(service.createCustomers({ email: "hello@x.io" })).rejects.toMatchObject({
        type: MedusaError.Types.INVALID_DATA,
      });
      for (const email of ["hello@x.io", "HELLO@X.io"]) {
        expect((await service.listCustomers({ email })).map((customer) => customer.id)).toEqual([id]);
      }
    });

    itOnOurs("3: a membership exists once; adding it again answers the same id without an event", async () => {
      const customer = await service.createCustomers({});
      const group = await service.createCustomerGroups({ name: "VIP" });
      const pair = { customer_id: customer.id, customer_group_id: group.id };
      events.created = [];

      const first = await service.addCustomerToGroup(pair);
      expect(await service.addCustomerToGroup(pair)).toEqual(first);
      expect(await service.addCustomerToGroup([pair, pair])).toEqual([first, first]);
      expect((await service.listCustomerGroupCustomers()).map(({ id }) => id)).toEqual([first.id]);
      expect(events.created).toHaveLength(1);
    });

    itOnOurs("4: a deleted default address makes room for a new one", async () => {
      const { id: customer_id, addresses } = await service.createCustomers({});
      expect(addresses).toEqual([]);
      const both = { customer_id, is_default_shipping: true, is_default_billing: true };
      const old = await service.createCustomerAddresses(both);
      await service.softDeleteCustomerAddresses([old.id]);

      const { id } = await service.createCustomerAddresses(both);
      const defaults = await service.listCustomerAddresses({ customer_id, is_default_shipping: true });
      expect(defaults.map((address) => address.id)).toEqual([id]);
    });

    itOnOurs(
      "5: a deleted group filters no customer and shows nowhere; restored it has its members again",
      async () => {
        const { ann, bob, group } = await twoMembers();
        const members = async (groups: object | string | string[]) =>
          (await service.listCustomers({ groups })).map(({ id }) => id).sort();
        const both = [ann.id, bob.id].sort();
        const ways = [group.id, [group.id], { id: group.id }, { id: { $in: [group.id] } }, { name: "VIP" }];
        for (const way of ways) {
          expect([way, await members(way)]).toEqual([way, both]);
        }

        await service.softDeleteCustomerGroups([group.id]);
        for (const way of ways) {
          expect([way, await members(way)]).toEqual([way, []]);
        }
        expect((await service.retrieveCustomer(ann.id, { relations: ["groups"] })).groups).toEqual([]);
        expect(await service.listCustomerGroups({ customers: ann.id })).toEqual([]);
        expect(await service.listCustomerGroupCustomers({ customer_id: ann.id })).toEqual([]);

        await service.restoreCustomerGroups([group.id]);
        expect(await members(group.id)).toEqual(both);
        expect(await service.listCustomerGroupCustomers({ customer_id: ann.id })).toHaveLength(1);
      },
    );

    itOnOurs(
      "6: restoring a customer whose email was taken changes nothing and names both ids and the way out",
      async () => {
        const [ann, other] = await service.createCustomers([
          { email: "ann@x.io", addresses: [{ city: "Bern" }] },
          { email: "other@x.io" },
        ]);
        await service.softDeleteCustomers([ann.id, other.id]);
        const taker = await service.createCustomers({ email: "ann@x.io" });

        await expect(service.restoreCustomers([ann.id, other.id])).rejects.toMatchObject({
          type: MedusaError.Types.INVALID_DATA,
          message: expect.stringMatching(new RegExp(`${ann.id} \\(taken by ${taker.id}\\).*then restore again`)),
        });
        expect((await service.listCustomers()).map(({ id }) => id)).toEqual([taker.id]);
        expect(await service.listCustomerAddresses()).toEqual([]);
      },
    );

    itOnOurs(
      "6: restoring a group whose name was taken changes nothing and names both ids and the way out",
      async () => {
        const { ann, group } = await twoMembers();
        await service.softDeleteCustomerGroups([group.id]);
        const taker = await service.createCustomerGroups({ name: "VIP" });

        await expect(service.restoreCustomerGroups([group.id])).rejects.toMatchObject({
          type: MedusaError.Types.INVALID_DATA,
          message: expect.stringMatching(new RegExp(`${group.id} \\(taken by ${taker.id}\\).*then restore again`)),
        });
        expect((await service.listCustomerGroups()).map(({ id }) => id)).toEqual([taker.id]);
        expect(await service.listCustomerGroupCustomers({ customer_id: ann.id })).toEqual([]);
      },
    );

    itOnOurs(
      "8: of those that share an email the registered customer comes first, however they were created",
      async () => {
        for (const [index, kinds] of [
          [true, false],
          [false, true],
        ].entries()) {
          const email = `ann${index}@x.io`;
          for (const has_account of kinds) {
            const input = { email, has_account };
            await service.createCustomers(input);
          }
          const found = await service.listCustomers({ email });
          expect(found.map(({ has_account }) => has_account)).toEqual([true, false]);
        }
      },
    );

    itOnOurs("9: removing from a group sees what the caller's transaction added before", async () => {
      const { bob, group } = await twoMembers();
      const ends = service.baseRepository_.transaction<unknown>(async (transactionManager) => {
        const context = { transactionManager };
        const cy = await service.createCustomers({ email: "cy@x.io" }, context);
        const pair = { customer_id: cy.id, customer_group_id: group.id };
        await service.addCustomerToGroup(pair, context);
        await service.removeCustomerFromGroup([pair, { ...pair, customer_id: bob.id }], context);
        return await service.listCustomerGroupCustomers({ customer_group_id: group.id }, {}, context);
      });

      expect(await ends).toHaveLength(1);
      expect(await service.listCustomerGroupCustomers({ customer_group_id: group.id })).toHaveLength(1);
    });

    itOnOurs("9: removing from a group is undone when the caller's transaction is", async () => {
      const { pair } = await twoMembers();
      const work = service.baseRepository_.transaction<unknown>(async (transactionManager) => {
        await service.removeCustomerFromGroup(pair, { transactionManager });
        throw new Error("the caller gives up");
      });
      await expect(work).rejects.toThrow("the caller gives up");
      expect(await service.listCustomerGroupCustomers(pair)).toHaveLength(1);
    });

    itOnOurs("10: createCustomers answers the addresses that it has written", async () => {
      const [ann, bob] = await service.createCustomers([
        { addresses: [{ city: "Bern" }, { city: "Basel", is_default_billing: true }] },
        { addresses: [{ city: "Biel" }] },
      ]);
      expect(ann.addresses.map(({ city }) => city).sort()).toEqual(["Basel", "Bern"]);
      expect(bob.addresses).toEqual([expect.objectContaining({ customer_id: bob.id, city: "Biel" })]);
      expect((await service.listCustomerAddresses({ customer_id: ann.id })).map(({ id }) => id).sort()).toEqual(
        ann.addresses.map(({ id }) => id).sort(),
      );
    });

    itOnOurs("11: deleting 1,000 customers sends as many statements as deleting one", async () => {
      const rows = Array.from({ length: 1_001 }, () => ({}));
      const [first, ...others] = (await service.createCustomers(rows)).map(({ id }) => id);

      const one = await countStatements(() => service.softDeleteCustomers([first]));
      expect(await countStatements(() => service.softDeleteCustomers(others))).toBe(one);
      expect(await service.listCustomers()).toEqual([]);
    });
  },
  {},
  { [Modules.EVENT_BUS]: events },
);

import type { FilterableCustomerProps } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { describeCustomerModule, itOnOurs } from "../../../../../integration-tests/helpers/modules/customer-module";

describeCustomerModule(({ service }) => {
  const setUp = async () => {
    const [ann, bob, cy] = await service.createCustomers([
      { first_name: "Ann", email: "ann@x.io" },
      { first_name: "Bob", email: "bob@x.io" },
      { first_name: "Cy", email: "cy@x.io" },
    ]);
    const [gold, tin] = await service.createCustomerGroups([{ name: "gold" }, { name: "tin" }]);
    return { ann, bob, cy, gold, tin };
  };
  const pair = (customer: { id: string }, group: { id: string }) => ({
    customer_id: customer.id,
    customer_group_id: group.id,
  });
  const pairs = async () =>
    (await service.listCustomerGroupCustomers())
      .map(({ customer_id, customer_group_id }) => ({ customer_id, customer_group_id }))
      .sort(byCustomer);

  describe("addCustomerToGroup", () => {
    it("returns the id of the membership for one pair, and ids in the order given for an array", async () => {
      const { ann, bob, gold, tin } = await setUp();

      const one = await service.addCustomerToGroup(pair(ann, gold));
      expect(one).toEqual({ id: expect.stringMatching(/^cusgc_[0-9A-HJKMNP-TV-Z]{26}$/) });
      const two = await service.addCustomerToGroup([pair(bob, gold), pair(bob, tin)]);
      expect(two).toEqual([{ id: expect.any(String) }, { id: expect.any(String) }]);
      expect(await service.addCustomerToGroup([])).toEqual([]);

      const [, second] = two;
      expect(await service.listCustomerGroupCustomers({ id: second.id })).toEqual([
        expect.objectContaining({ ...pair(bob, tin), created_by: null }),
      ]);
      const withGroups = await service.retrieveCustomer(bob.id, { relations: ["groups"] });
      expect(withGroups.groups.map(({ name }) => name).sort()).toEqual(["gold", "tin"]);
      const withCustomers = await service.retrieveCustomerGroup(gold.id, { relations: ["customers"] });
      expect(withCustomers.customers?.map(({ first_name }) => first_name).sort()).toEqual(["Ann", "Bob"]);
    });

    itOnOurs("leaves a customer that is in the group in it, with the membership that stands", async () => {
      const { ann, bob, gold } = await setUp();
      const first = await service.addCustomerToGroup(pair(ann, gold));

      expect(await service.addCustomerToGroup(pair(ann, gold))).toEqual(first);
      const [again, other, twice] = await service.addCustomerToGroup([
        pair(ann, gold),
        pair(bob, gold),
        pair(bob, gold),
      ]);

      expect(again).toEqual(first);
      expect(twice).toEqual(other);
      expect(await pairs()).toEqual([pair(ann, gold), pair(bob, gold)].sort(byCustomer));
      await service.removeCustomerFromGroup(pair(ann, gold));
      expect(await service.addCustomerToGroup(pair(ann, gold))).not.toEqual(first);
    });

    itOnOurs("makes one membership of many calls at once, and all of them are answered with it", async () => {
      const { ann, gold } = await setUp();

      const answers = await Promise.all(Array.from({ length: 10 }, () => service.addCustomerToGroup(pair(ann, gold))));

      expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
      expect(await pairs()).toEqual([pair(ann, gold)]);
    });

    itOnOurs("refuses a deleted group as it refuses one that never was", async () => {
      const { ann, gold } = await setUp();
      await service.softDeleteCustomerGroups([gold.id]);

      await expect(service.addCustomerToGroup(pair(ann, gold))).rejects.toMatchObject({
        type: MedusaError.Types.NOT_FOUND,
        message: `You tried to set relationship customer_group_id: ${gold.id}, but such entity does not exist`,
      });
    });

    it("takes a deleted customer, who is shown nowhere and is a member once restored", async () => {
      const { ann, gold } = await setUp();
      await service.softDeleteCustomers([ann.id]);

      await service.addCustomerToGroup(pair(ann, gold));
      expect(await service.listCustomers({ groups: gold.id })).toEqual([]);
      await service.restoreCustomers([ann.id]);
      expect(await service.listCustomers({ groups: gold.id })).toMatchObject([{ id: ann.id }]);
    });

    it("refuses an unknown customer or group, says which, and then adds none of the call", async () => {
      const { ann, gold } = await setUp();

      await expect(service.addCustomerToGroup(pair({ id: "cus_1" }, gold))).rejects.toMatchObject({
        type: MedusaError.Types.NOT_FOUND,
        message: "You tried to set relationship customer_id: cus_1, but such entity does not exist",
      });
      await expect(
        service.addCustomerToGroup([pair(ann, gold), pair(ann, { id: "cusgroup_1" })]),
      ).rejects.toMatchObject({
        type: MedusaError.Types.NOT_FOUND,
        message: "You tried to set relationship customer_group_id: cusgroup_1, but such entity does not exist",
      });
      expect(await pairs()).toEqual([]);
    });
  });

  describe("removeCustomerFromGroup", () => {
    it("ends one membership or several, and no other", async () => {
      const { ann, bob, cy, gold, tin } = await setUp();
      await service.addCustomerToGroup([
        pair(ann, gold),
        pair(ann, tin),
        pair(bob, gold),
        pair(bob, tin),
        pair(cy, gold),
      ]);

      expect(await service.removeCustomerFromGroup(pair(ann, gold))).toBeUndefined();
      expect(await pairs()).toHaveLength(4);
      // Pair by pair: neither bob's tin nor cy's gold is meant.
      await service.removeCustomerFromGroup([pair(bob, gold), pair(cy, tin)]);

      expect(await pairs()).toEqual([pair(ann, tin), pair(bob, tin), pair(cy, gold)].sort(byCustomer));
      expect(await service.listCustomerGroupCustomers({}, { withDeleted: true })).toHaveLength(3);
      expect(await service.listCustomers()).toHaveLength(3);
      expect(await service.listCustomerGroups()).toHaveLength(2);
    });

    it("passes over what is no membership", async () => {
      const { ann, bob, gold, tin } = await setUp();
      await service.addCustomerToGroup(pair(ann, gold));

      await service.removeCustomerFromGroup(pair(bob, tin));
      await service.removeCustomerFromGroup([pair({ id: "cus_1" }, gold), pair(ann, { id: "cusgroup_1" })]);
      expect(await pairs()).toEqual([pair(ann, gold)]);
    });

    itOnOurs("removes nothing for an empty array", async () => {
      const { ann, bob, gold, tin } = await setUp();
      await service.addCustomerToGroup([pair(ann, gold), pair(bob, tin)]);

      await service.removeCustomerFromGroup([]);

      expect(await pairs()).toHaveLength(2);
    });
  });

  describe("listCustomerGroupCustomers", () => {
    it("filters by id, customer, group, their fields, $or and time, and pages", async () => {
      const { ann, bob, gold, tin } = await setUp();
      const ids = await service.addCustomerToGroup([pair(ann, gold), pair(ann, tin), pair(bob, gold)]);
      const found = async (filters: Record<string, unknown>) =>
        (await service.listCustomerGroupCustomers(filters))
          .map(({ id }) => ids.findIndex((one) => one.id === id))
          .sort();

      expect(await found({})).toEqual([0, 1, 2]);
      expect(await found({ id: ids[1].id })).toEqual([1]);
      expect(await found({ id: [ids[0].id, ids[2].id] })).toEqual([0, 2]);
      expect(await found({ customer_id: ann.id })).toEqual([0, 1]);
      expect(await found({ customer_id: [ann.id, bob.id], customer_group_id: gold.id })).toEqual([0, 2]);
      expect(await found({ customer: { email: "bob@x.io" } })).toEqual([2]);
      expect(await found({ customer_group: { name: "tin" } })).toEqual([1]);
      expect(await found({ $or: [pair(ann, tin), pair(bob, gold)] })).toEqual([1, 2]);
      expect(await found({ created_at: { $gt: "2000-01-01T00:00:00.000Z" } })).toEqual([0, 1, 2]);
      const ordered = ids.map(({ id }) => id).sort();
      const page = await service.listCustomerGroupCustomers({}, { take: 1, skip: 1 });
      expect(page.map(({ id }) => id)).toEqual([ordered[1]]);
    });

    it("loads the customer and the group", async () => {
      const { ann, gold } = await setUp();
      await service.addCustomerToGroup(pair(ann, gold));

      expect(await service.listCustomerGroupCustomers({}, { relations: ["customer", "customer_group"] })).toEqual([
        expect.objectContaining({
          ...pair(ann, gold),
          customer: expect.objectContaining({ id: ann.id, email: "ann@x.io" }),
          customer_group: expect.objectContaining({ id: gold.id, name: "gold" }),
        }),
      ]);
    });
  });

  describe("a deleted group or customer", () => {
    itOnOurs(
      "relates no customer: it is found by no filter through the other side, unless deleted rows are asked for",
      async () => {
        const { ann, bob, gold, tin } = await setUp();
        await service.addCustomerToGroup([pair(ann, gold), pair(bob, tin)]);
        await service.softDeleteCustomerGroups([gold.id]);
        await service.softDeleteCustomers([bob.id]);

        for (const groups of [gold.id, [gold.id], { id: gold.id }, { id: [gold.id] }, { name: "gold" }]) {
          expect(await service.listCustomers({ groups })).toEqual([]);
          expect((await service.listAndCountCustomers({ $or: [{ groups }] }))[1]).toBe(0);
        }
        for (const customers of [bob.id, [bob.id], { id: bob.id }, { email: "bob@x.io" }]) {
          expect(await service.listCustomerGroups({ customers })).toEqual([]);
        }
        expect(await service.listCustomers({ groups: gold.id }, { withDeleted: true })).toHaveLength(1);
        expect(await service.listCustomerGroups({ customers: bob.id }, { withDeleted: true })).toHaveLength(1);
      },
    );
  });

  describe("the groups filter of listCustomers", () => {
    it("takes an id, ids, or any filter on the groups", async () => {
      const { ann, bob, gold, tin } = await setUp();
      await service.addCustomerToGroup([pair(ann, gold), pair(bob, gold), pair(bob, tin)]);
      const cases: [FilterableCustomerProps, string[]][] = [
        [{ groups: gold.id }, ["Ann", "Bob"]],
        [{ groups: [tin.id] }, ["Bob"]],
        [{ groups: [gold.id, tin.id] }, ["Ann", "Bob"]],
        [{ groups: "cusgroup_unknown" }, []],
        [{ groups: { id: gold.id } }, ["Ann", "Bob"]],
        [{ groups: { id: [tin.id] } }, ["Bob"]],
        [{ groups: { name: "tin" } }, ["Bob"]],
        [{ groups: { name: { $ilike: "G%" } } }, ["Ann", "Bob"]],
        [{ groups: { name: { $in: ["gold", "tin"] } } }, ["Ann", "Bob"]],
        [{ groups: gold.id, email: "ann@x.io" }, ["Ann"]],
        [{ $or: [{ groups: { name: "tin" } }, { first_name: "Cy" }] }, ["Bob", "Cy"]],
        [{ groups: gold.id, q: "bob" }, ["Bob"]],
      ];

      const answers = [];
      for (const [filters] of cases) {
        const [customers, count] = await service.listAndCountCustomers(
          { ...filters },
          { order: { first_name: "ASC" }, relations: ["groups"] },
        );
        expect(count).toBe(customers.length);
        answers.push([filters, customers.map((customer) => customer.first_name)]);
      }

      expect(answers).toEqual(cases);
    });
  });
});

function byCustomer(a: { customer_id: string }, b: { customer_id: string }): number {
  return a.customer_id < b.customer_id ? -1 : 1;
}

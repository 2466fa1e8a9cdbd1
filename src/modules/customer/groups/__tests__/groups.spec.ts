import type { FilterableCustomerGroupProps } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { describeCustomerModule, itOnOurs } from "../../../../../integration-tests/helpers/modules/customer-module";

const nameTaken = (name: string) => ({
  type: MedusaError.Types.INVALID_DATA,
  message: `Customer group with name: ${name}, already exists.`,
});

describeCustomerModule(({ service }) => {
  describe("createCustomerGroups", () => {
    it("returns one group for one object, an array for an array in the order given", async () => {
      const group = await service.createCustomerGroups({ name: "VIP", metadata: { rank: 1 }, created_by: "admin" });

      expect(group).toEqual({
        id: expect.stringMatching(/^cusgroup_[0-9A-HJKMNP-TV-Z]{26}$/),
        name: "VIP",
        metadata: { rank: 1 },
        created_by: "admin",
        customers: [],
        created_at: expect.any(Date),
        updated_at: expect.any(Date),
        deleted_at: null,
      });
      const names = Array.from({ length: 12 }, (_, index) => `group ${index}`);
      const groups = await service.createCustomerGroups(names.map((name) => ({ name })));
      expect(groups.map(({ name }) => name)).toEqual(names);
      expect(groups[0]).toMatchObject({ metadata: null, created_by: null });
      expect(await service.createCustomerGroups([])).toEqual([]);
    });

    it("refuses the name of a live group, and then stores none of the call", async () => {
      await service.createCustomerGroups({ name: "VIP" });

      await expect(service.createCustomerGroups({ name: "VIP" })).rejects.toMatchObject(nameTaken("VIP"));
      await expect(service.createCustomerGroups([{ name: "new" }, { name: "VIP" }])).rejects.toMatchObject(
        nameTaken("VIP"),
      );
      await expect(service.createCustomerGroups([{ name: "same" }, { name: "same" }])).rejects.toMatchObject(
        nameTaken("same"),
      );
      expect((await service.listCustomerGroups()).map(({ name }) => name)).toEqual(["VIP"]);
    });

    it("distinguishes names by case, and takes the name of a deleted group", async () => {
      const [vip, old] = await service.createCustomerGroups([{ name: "VIP" }, { name: "old" }, { name: "vip" }]);
      await service.softDeleteCustomerGroups([vip.id]);
      await service.deleteCustomerGroups(old.id);

      expect(await service.createCustomerGroups([{ name: "VIP" }, { name: "old" }])).toHaveLength(2);
    });
  });

  describe("updateCustomerGroups", () => {
    it("by id returns that group; by ids and by selector an array; the others stay as they are", async () => {
      const [one, two, three] = await service.createCustomerGroups([
        { name: "one", metadata: { keep: 1, drop: 2 } },
        { name: "two" },
        { name: "three" },
      ]);

      const updated = await service.updateCustomerGroups(one.id, { name: "first", metadata: { drop: "", add: 3 } });
      expect(updated).toMatchObject({ id: one.id, name: "first", metadata: { keep: 1, add: 3 } });
      expect(updated.metadata).toEqual({ keep: 1, add: 3 });
      const byIds = await service.updateCustomerGroups([one.id, two.id], { metadata: { both: true } });
      expect(byIds.map(({ id }) => id).sort()).toEqual([one.id, two.id].sort());
      const bySelector = await service.updateCustomerGroups({ name: "two" }, { name: "second" });
      expect(bySelector.map(({ id, name }) => [id, name])).toEqual([[two.id, "second"]]);
      expect(await service.updateCustomerGroups([], { name: "X" })).toEqual([]);
      expect(await service.updateCustomerGroups({ name: "nothing" }, { name: "X" })).toEqual([]);

      const stored = await service.listCustomerGroups({}, { order: { name: "ASC" } });
      expect(stored.map(({ id, name, metadata }) => [id, name, metadata])).toEqual([
        [one.id, "first", { keep: 1, add: 3, both: true }],
        [two.id, "second", { both: true }],
        [three.id, "three", null],
      ]);
    });

    it("refuses unknown ids and taken names, and then changes nothing", async () => {
      const [one, two] = await service.createCustomerGroups([{ name: "one" }, { name: "two" }]);

      await expect(service.updateCustomerGroups("cusgroup_1", { name: "X" })).rejects.toMatchObject({
        type: MedusaError.Types.NOT_FOUND,
        message: 'CustomerGroup with id "cusgroup_1" not found',
      });
      await expect(service.updateCustomerGroups([one.id, "cusgroup_1"], { name: "X" })).rejects.toMatchObject({
        type: MedusaError.Types.NOT_FOUND,
        message: 'CustomerGroup with id "cusgroup_1" not found',
      });
      await expect(service.updateCustomerGroups(one.id, { name: "two" })).rejects.toMatchObject(nameTaken("two"));
      await expect(service.updateCustomerGroups([one.id, two.id], { name: "X" })).rejects.toMatchObject(nameTaken("X"));

      expect((await service.listCustomerGroups()).map(({ name }) => name).sort()).toEqual(["one", "two"]);
    });

    it("clears metadata with `null`", async () => {
      const group = await service.createCustomerGroups({ name: "VIP", metadata: { a: 1 } });

      expect((await service.updateCustomerGroups(group.id, { metadata: null })).metadata).toBeNull();
    });

    itOnOurs("`undefined` leaves a field as it is", async () => {
      const group = await service.createCustomerGroups({ name: "VIP", metadata: { a: 1 } });

      await service.updateCustomerGroups(group.id, { name: undefined, metadata: undefined });

      expect(await service.retrieveCustomerGroup(group.id)).toMatchObject({ name: "VIP", metadata: { a: 1 } });
    });
  });

  describe("listCustomerGroups, listAndCountCustomerGroups and retrieveCustomerGroup", () => {
    const setUp = async () => {
      const [ann, bob] = await service.createCustomers([
        { first_name: "Ann", email: "ann@x.io" },
        { first_name: "Bob", email: "bob@x.io", has_account: true },
      ]);
      const [gold, silver, tin] = await service.createCustomerGroups([
        { name: "gold club", created_by: "admin" },
        { name: "silver club" },
        { name: "tin" },
      ]);
      await service.addCustomerToGroup([
        { customer_id: ann.id, customer_group_id: gold.id },
        { customer_id: bob.id, customer_group_id: gold.id },
        { customer_id: bob.id, customer_group_id: silver.id },
      ]);
      return { ann, bob, gold, silver, tin };
    };

    it("filter by id, name, creator, time, their customers, q, and by $and and $or", async () => {
      const { ann, bob, gold, tin } = await setUp();
      const cases: [FilterableCustomerGroupProps, string[]][] = [
        [{}, ["gold club", "silver club", "tin"]],
        [{ id: gold.id }, ["gold club"]],
        [{ id: [gold.id, tin.id] }, ["gold club", "tin"]],
        [{ name: "tin" }, ["tin"]],
        [{ name: { $ilike: "%CLUB" } }, ["gold club", "silver club"]],
        [{ name: { $in: ["tin", "none"] } }, ["tin"]],
        [{ name: { $nin: ["tin"] } }, ["gold club", "silver club"]],
        [{ created_by: "admin" }, ["gold club"]],
        [{ created_by: null }, ["silver club", "tin"]],
        [{ created_at: { $gt: "2000-01-01T00:00:00.000Z" } }, ["gold club", "silver club", "tin"]],
        [{ customers: ann.id }, ["gold club"]],
        [{ customers: [ann.id, bob.id] }, ["gold club", "silver club"]],
        [{ customers: { id: bob.id } }, ["gold club", "silver club"]],
        [{ customers: { email: "ann@x.io" } }, ["gold club"]],
        [{ customers: { has_account: true } }, ["gold club", "silver club"]],
        [{ q: "CLUB" }, ["gold club", "silver club"]],
        [{ q: "club go" }, ["gold club"]],
        [{ q: "ann" }, []],
        [{ $or: [{ name: "tin" }, { $and: [{ customers: ann.id }, { created_by: "admin" }] }] }, ["gold club", "tin"]],
      ];

      const answers = [];
      for (const [filters] of cases) {
        const [groups, count] = await service.listAndCountCustomerGroups({ ...filters }, { order: { name: "ASC" } });
        expect(count).toBe(groups.length);
        expect(await service.listCustomerGroups({ ...filters }, { order: { name: "ASC" } })).toEqual(groups);
        answers.push([filters, groups.map(({ name }) => name)]);
      }

      expect(answers).toEqual(cases);
    });

    it("page, count beyond the page, select, load customers", async () => {
      const { ann, bob, gold } = await setUp();

      const order = { name: "DESC" };
      const [page, count] = await service.listAndCountCustomerGroups({}, { take: 1, skip: 1, order });
      expect([page.map(({ name }) => name), count]).toEqual([["silver club"], 3]);
      expect(await service.listAndCountCustomerGroups({}, { take: 1, skip: 9 })).toEqual([[], 3]);
      expect(await service.listCustomerGroups({ id: gold.id }, { select: ["id", "name"] })).toEqual([
        { id: gold.id, name: "gold club" },
      ]);
      const full = await service.retrieveCustomerGroup(gold.id, { relations: ["customers"] });
      expect(full.customers?.map(({ id }) => id).sort()).toEqual([ann.id, bob.id].sort());
      expect(await service.retrieveCustomerGroup(gold.id)).not.toHaveProperty("customers");
      await expect(service.retrieveCustomerGroup("cusgroup_1")).rejects.toMatchObject({
        type: MedusaError.Types.NOT_FOUND,
        message: "CustomerGroup with id: cusgroup_1 was not found",
      });
    });
  });

  describe("deleteCustomerGroups", () => {
    it("by id, by ids and by selector: groups and memberships go for good, customers stay", async () => {
      const customer = await service.createCustomers({});
      const groups = await service.createCustomerGroups(["a", "b", "c", "d"].map((name) => ({ name })));
      await service.addCustomerToGroup(groups.map(({ id }) => ({ customer_id: customer.id, customer_group_id: id })));

      await service.deleteCustomerGroups(groups[0].id);
      await service.deleteCustomerGroups([groups[1].id, "cusgroup_unknown"]);
      await service.deleteCustomerGroups([]);
      await service.deleteCustomerGroups({ name: "c" });

      expect((await service.listCustomerGroups({}, { withDeleted: true })).map(({ name }) => name)).toEqual(["d"]);
      const memberships = await service.listCustomerGroupCustomers({}, { withDeleted: true });
      expect(memberships.map((membership) => membership.customer_group_id)).toEqual([groups[3].id]);
      expect(await service.listCustomers()).toHaveLength(1);
    });
  });

  describe("softDeleteCustomerGroups and restoreCustomerGroups", () => {
    it("hide groups from lists and from their customers, bring them back, and report their ids", async () => {
      const customer = await service.createCustomers({});
      const [vip, tin] = await service.createCustomerGroups([{ name: "VIP" }, { name: "tin" }]);
      await service.addCustomerToGroup({ customer_id: customer.id, customer_group_id: vip.id });
      const groupsOf = async () => (await service.retrieveCustomer(customer.id, { relations: ["groups"] })).groups;

      const keys = { returnLinkableKeys: ["customer_group_id"] };
      expect(await service.softDeleteCustomerGroups([vip.id], keys)).toEqual({ customer_group_id: [vip.id] });
      expect((await service.listCustomerGroups()).map(({ id }) => id)).toEqual([tin.id]);
      expect(await groupsOf()).toEqual([]);
      expect((await service.retrieveCustomerGroup(vip.id, { withDeleted: true })).deleted_at).toEqual(expect.any(Date));
      expect(await service.listCustomerGroups({}, { withDeleted: true })).toHaveLength(2);

      expect(await service.restoreCustomerGroups([vip.id])).toEqual({ customer_group_id: [vip.id] });
      expect(await groupsOf()).toEqual([expect.objectContaining({ id: vip.id })]);
      await service.softDeleteCustomerGroups([vip.id, tin.id]);
      expect(await service.listCustomerGroups()).toEqual([]);
      await service.restoreCustomerGroups([vip.id, tin.id]);
      expect(await service.listCustomerGroups()).toHaveLength(2);
      expect(await service.softDeleteCustomerGroups(["cusgroup_unknown"])).toEqual({});
      expect(await service.softDeleteCustomerGroups([])).toEqual({});
    });

    it("refuse to restore a group whose name was taken meanwhile", async () => {
      const group = await service.createCustomerGroups({ name: "VIP" });
      await service.softDeleteCustomerGroups([group.id]);
      const other = await service.createCustomerGroups({ name: "VIP" });

      const error = await service.restoreCustomerGroups([group.id]).catch((refusal: unknown) => refusal);

      expect(error).toMatchObject({ type: MedusaError.Types.INVALID_DATA });
      expect((await service.listCustomerGroups()).map(({ id }) => id)).toEqual([other.id]);
    });

    itOnOurs("say which group is in the way of a restore, and what to do", async () => {
      const group = await service.createCustomerGroups({ name: "VIP" });
      await service.softDeleteCustomerGroups([group.id]);
      const other = await service.createCustomerGroups({ name: "VIP" });

      await expect(service.restoreCustomerGroups([group.id])).rejects.toThrow(
        `because their name belongs to another group now: ${group.id} (taken by ${other.id}). Nothing was restored.`,
      );
    });

    itOnOurs("take the memberships along and bring them back, but not those that ended before", async () => {
      const [ann, bob] = await service.createCustomers([{}, {}]);
      const group = await service.createCustomerGroups({ name: "VIP" });
      const pairs = [ann, bob].map(({ id }) => ({ customer_id: id, customer_group_id: group.id }));
      await service.addCustomerToGroup(pairs);
      await service.removeCustomerFromGroup(pairs[1]);

      await service.softDeleteCustomerGroups([group.id]);
      expect(await service.listCustomerGroupCustomers()).toEqual([]);
      await service.restoreCustomerGroups([group.id]);

      const memberships = await service.listCustomerGroupCustomers();
      expect(memberships.map((membership) => membership.customer_id)).toEqual([ann.id]);
    });

    it("delete nothing when nothing is named", async () => {
      await service.createCustomerGroups({ name: "VIP" });

      await service.softDeleteCustomerGroups([undefined as unknown as string]);

      expect(await service.listCustomerGroups()).toHaveLength(1);
    });
  });
});

import type { FilterableCustomerProps } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { describeCustomerModule, itOnOurs } from "../../../../../integration-tests/helpers/modules/customer-module";

describeCustomerModule(({ service, sql }) => {
  const people = [
    { first_name: "Ann", last_name: "Lee", email: "ann@x.io", company_name: "Acme", metadata: { n: 1 } },
    { first_name: "Bob", last_name: "Lee", email: "bob@x.io", has_account: true, created_by: "admin" },
    { first_name: "Cy", email: "cy@y.io", created_by: "import", metadata: { n: 2, m: 1 } },
  ];

  const found = async (filters: FilterableCustomerProps): Promise<unknown[]> => {
    const [customers, count] = await service.listAndCountCustomers(filters, { order: { first_name: "ASC" } });
    expect(count).toBe(customers.length);
    return customers.map((customer) => customer.first_name);
  };

  /** Each case: a filter and the first names it finds. */
  const check = async (cases: [Record<string, unknown>, string[]][]) => {
    const answers = [];
    for (const [filters] of cases) {
      answers.push([filters, await found(filters)]);
    }
    expect(answers).toEqual(cases);
  };

  describe("listCustomers and listAndCountCustomers", () => {
    it("return all customers when there is no filter", async () => {
      await service.createCustomers(people);

      const customers = await service.listCustomers();
      const [counted, count] = await service.listAndCountCustomers();

      expect(customers.map((customer) => customer.first_name).sort()).toEqual(["Ann", "Bob", "Cy"]);
      expect(counted).toEqual(customers);
      expect(count).toBe(3);
    });

    itOnOurs("read alike whichever way a page is read: same fields in the same order, same types", async () => {
      const customers = await service.createCustomers(people);
      const group = await service.createCustomerGroups({ name: "all" });
      await service.addCustomerToGroup(customers.map(({ id }) => ({ customer_id: id, customer_group_id: group.id })));
      const deleted = customers[1].id;
      await service.softDeleteCustomers([deleted]);
      const configs = [
        {},
        { select: ["id"] },
        { select: ["email", "created_at", "id", "metadata"] },
        { select: ["first_name"] },
        { withDeleted: true },
        { relations: ["addresses"] },
        { select: ["email", "addresses.city"], relations: ["addresses"] },
      ];

      for (const config of configs) {
        // A filter by group has its page read by statements of the module, a filter by id by the ORM.
        const byId = await service.listCustomers({ id: customers.map(({ id }) => id) }, config);
        const byGroup = await service.listCustomers({ groups: { id: group.id } }, config);
        expect(JSON.stringify(byGroup)).toBe(JSON.stringify(byId));
        expect(byGroup).toEqual(byId);
        expect(byGroup).toHaveLength("withDeleted" in config ? 3 : 2);
      }
    });

    it("filter by id, by value, by an array of values and by null", async () => {
      const [ann, bob] = await service.createCustomers(people);

      await check([
        [{ id: ann.id }, ["Ann"]],
        [{ id: [ann.id, bob.id, ann.id] }, ["Ann", "Bob"]],
        [{ id: "cus_unknown" }, []],
        [{ id: [] }, []],
        [{ email: "ann@x.io" }, ["Ann"]],
        [{ email: ["ann@x.io", "cy@y.io", "no@no.io"] }, ["Ann", "Cy"]],
        [{ first_name: ["Ann", "Cy"] }, ["Ann", "Cy"]],
        [{ last_name: "Lee", has_account: true }, ["Bob"]],
        [{ last_name: null }, ["Cy"]],
        [{ has_account: false }, ["Ann", "Cy"]],
        [{ created_by: ["admin", "import"] }, ["Bob", "Cy"]],
        [{ created_by: null }, ["Ann"]],
        [{ metadata: { n: 1 } }, ["Ann"]],
        [{ metadata: { n: 2, m: 1 } }, ["Cy"]],
        [{ company_name: undefined, last_name: "Lee" }, ["Ann", "Bob"]],
      ]);
    });

    it("filter by operators", async () => {
      const [ann] = await service.createCustomers(people);

      await check([
        [{ first_name: { $eq: "Ann" } }, ["Ann"]],
        [{ first_name: { $ne: "Ann" } }, ["Bob", "Cy"]],
        [{ first_name: { $in: ["Ann", "Cy"] } }, ["Ann", "Cy"]],
        [{ first_name: { $nin: ["Ann", "Cy"] } }, ["Bob"]],
        [{ first_name: { $like: "A%" } }, ["Ann"]],
        [{ first_name: { $like: "a%" } }, []],
        [{ first_name: { $ilike: "a%" } }, ["Ann"]],
        [{ first_name: { $gt: "Ann", $lte: "Cy" } }, ["Bob", "Cy"]],
        [{ first_name: { $gte: "Bob", $lt: "Cy" } }, ["Bob"]],
        [{ first_name: { $re: "^[AB]" } }, ["Ann", "Bob"]],
        [{ last_name: { $ne: null } }, ["Ann", "Bob"]],
        [{ last_name: { $eq: null } }, ["Cy"]],
        [{ email: { $ilike: "%@X.IO" } }, ["Ann", "Bob"]],
        [{ email: { $like: "%@X.IO" } }, []],
        [{ has_account: { $ne: true } }, ["Ann", "Cy"]],
        [{ id: { $in: [ann.id] } }, ["Ann"]],
      ]);
    });

    it("filter by $and, $or and $not, nested", async () => {
      await service.createCustomers(people);

      await check([
        [{ $or: [{ first_name: "Ann" }, { first_name: "Cy" }] }, ["Ann", "Cy"]],
        [{ $and: [{ last_name: "Lee" }, { has_account: false }] }, ["Ann"]],
        [{ last_name: "Lee", $or: [{ first_name: "Ann" }, { first_name: "Cy" }] }, ["Ann"]],
        [{ $or: [{ email: "cy@y.io" }, { $and: [{ last_name: "Lee" }, { first_name: "Bob" }] }] }, ["Bob", "Cy"]],
        [{ $not: { last_name: "Lee" } }, []],
        [{ $not: { first_name: "Ann" } }, ["Bob", "Cy"]],
        [{ $or: [] }, ["Ann", "Bob", "Cy"]],
        [{ $and: [] }, ["Ann", "Bob", "Cy"]],
      ]);
    });

    it("filter by time of creation and change, given as a Date or as an ISO string", async () => {
      const customers = await service.createCustomers(people);
      const days = ["2026-01-01", "2026-02-01", "2026-03-01"];
      for (const [index, { id }] of customers.entries()) {
        const day = days[index];
        await sql(`update customer set created_at = '${day}', updated_at = '${day}' where id = '${id}'`);
      }

      await check([
        [{ created_at: { $gt: "2026-01-01T00:00:00.000Z" } }, ["Bob", "Cy"]],
        [{ created_at: { $gte: "2026-01-01T00:00:00.000Z" } }, ["Ann", "Bob", "Cy"]],
        [{ created_at: { $lt: new Date("2026-02-01T00:00:00.000Z") } }, ["Ann"]],
        [{ created_at: { $gt: new Date("2026-01-15"), $lt: new Date("2026-02-15") } }, ["Bob"]],
        [{ updated_at: { $lte: "2026-02-01T00:00:00.000Z" } }, ["Ann", "Bob"]],
      ]);
    });

    it("filter by the addresses", async () => {
      await service.createCustomers([
        { first_name: "Ann", addresses: [{ city: "Bern", country_code: "ch" }, { city: "Biel" }] },
        { first_name: "Bob", addresses: [{ city: "Bonn", country_code: "de" }] },
        { first_name: "Cy" },
      ]);

      await check([
        [{ addresses: { city: "Bern" } }, ["Ann"]],
        [{ addresses: { city: { $ilike: "b%" } } }, ["Ann", "Bob"]],
        [{ addresses: { country_code: ["ch", "de"] } }, ["Ann", "Bob"]],
        [{ $or: [{ addresses: { city: "Bonn" } }, { first_name: "Cy" }] }, ["Bob", "Cy"]],
      ]);
    });

    it("do not change the filters and may be called with them again", async () => {
      await service.createCustomers(people);
      const filters = { email: "ann@x.io", $or: [{ first_name: { $in: ["Ann"] } }] };

      expect(await service.listCustomers(filters)).toHaveLength(1);
      expect(await service.listCustomers(filters)).toHaveLength(1);
      expect(filters).toEqual({ email: "ann@x.io", $or: [{ first_name: { $in: ["Ann"] } }] });
    });

    it("refuse a filter on a field that does not exist", async () => {
      const filters = { nickname: "Ann" };

      await expect(service.listCustomers(filters as FilterableCustomerProps)).rejects.toThrow(/nickname/);
    });
  });

  describe("retrieveCustomer", () => {
    it("refuses an unknown id and a missing one", async () => {
      await expect(service.retrieveCustomer("cus_unknown")).rejects.toMatchObject({
        type: MedusaError.Types.NOT_FOUND,
        message: "Customer with id: cus_unknown was not found",
      });
      await expect(service.retrieveCustomer(undefined as unknown as string)).rejects.toMatchObject({
        type: MedusaError.Types.NOT_FOUND,
        message: "customer - id must be defined",
      });
    });

    it("returns the fields and relations asked for", async () => {
      const ann = await service.createCustomers({
        first_name: "Ann",
        email: "ann@x.io",
        addresses: [{ city: "Bern" }],
      });
      const group = await service.createCustomerGroups({ name: "VIP" });
      await service.addCustomerToGroup({ customer_id: ann.id, customer_group_id: group.id });

      expect(await service.retrieveCustomer(ann.id, { select: ["id", "email"] })).toEqual({
        id: ann.id,
        email: "ann@x.io",
      });
      expect(await service.retrieveCustomer(ann.id, { select: ["id"], relations: ["addresses", "groups"] })).toEqual({
        id: ann.id,
        addresses: [expect.objectContaining({ city: "Bern", customer_id: ann.id, postal_code: null })],
        groups: [expect.objectContaining({ id: group.id, name: "VIP" })],
      });
    });
  });

  describe("customers of one email", () => {
    // The guest has the lower id: in id order it comes first.
    const pair = [
      { id: "cus_0", email: "ann@x.io" },
      { id: "cus_1", email: "ann@x.io", has_account: true },
    ];
    const kinds = (customers: { has_account: boolean }[]) => customers.map((customer) => customer.has_account);

    itOnOurs("come registered first when no order is given, whichever was created first", async () => {
      await service.createCustomers(pair);

      expect(kinds(await service.listCustomers({ email: "ann@x.io" }))).toEqual([true, false]);
      expect(kinds(await service.listCustomers({ email: ["ann@x.io"] }, { order: {} }))).toEqual([true, false]);
      const first = await service.listCustomers({ email: "ann@x.io" }, { take: 1, relations: ["addresses", "groups"] });
      expect(kinds(first)).toEqual([true]);
      const [counted] = await service.listAndCountCustomers({ email: { $in: ["ann@x.io"] } });
      expect(kinds(counted)).toEqual([true, false]);
      const selected = await service.listCustomers({ email: "ann@x.io" }, { select: ["id"] });
      expect(selected).toEqual([{ id: "cus_1" }, { id: "cus_0" }]);
    });

    it("are listed when the order is null, as when there is none", async () => {
      await service.createCustomers(pair);
      const config = { order: null } as unknown as Record<string, never>;

      expect(await service.listCustomers({ email: "ann@x.io" }, config)).toHaveLength(2);
    });

    it("come in the order that is asked for", async () => {
      await service.createCustomers(pair);
      const filters = { email: "ann@x.io" };

      expect(kinds(await service.listCustomers(filters, { order: { id: "ASC" } }))).toEqual([false, true]);
      expect(kinds(await service.listCustomers(filters, { order: { has_account: "ASC" } }))).toEqual([false, true]);
      expect(kinds((await service.listAndCountCustomers(filters, { order: { id: "DESC" } }))[0])).toEqual([
        true,
        false,
      ]);
    });
  });
});

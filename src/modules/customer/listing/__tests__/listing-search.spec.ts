import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";

describeCustomerModule(({ service }) => {
  const names = (customers: { first_name: string | null }[]) => customers.map((customer) => customer.first_name);

  describe("q", () => {
    it("finds a part of any name, company, email or phone, in any case", async () => {
      await service.createCustomers([
        { first_name: "Ann", last_name: "Leeward", email: "ann@shop.io", phone: "+41 79", company_name: "Acme" },
        { first_name: "Bob", last_name: "Leeward", email: "bob@shop.io" },
        { first_name: "Cy", email: "cy@other.io", metadata: { note: "acme" }, addresses: [{ city: "Zurich" }] },
      ]);
      const cases: [string, string[]][] = [
        ["aNN", ["Ann"]],
        ["leew", ["Ann", "Bob"]],
        ["SHOP.io", ["Ann", "Bob"]],
        ["+41", ["Ann"]],
        ["acme", ["Ann"]],
        ["Zürich", []],
        // Core does not look into the relations of a customer, nor into metadata.
        ["Zurich", []],
        ["nothing", []],
        ["", ["Ann", "Bob", "Cy"]],
        ["  ", ["Ann", "Bob", "Cy"]],
      ];

      const answers = [];
      for (const [q] of cases) {
        const [customers, count] = await service.listAndCountCustomers({ q }, { order: { first_name: "ASC" } });
        expect(count).toBe(customers.length);
        answers.push([q, names(customers)]);
      }

      expect(answers).toEqual(cases);
    });

    it("wants every word, each in whichever field", async () => {
      await service.createCustomers([
        { first_name: "Ann", last_name: "Lee", email: "a@shop.io", phone: "555" },
        { first_name: "Ann", last_name: "Poe", email: "p@shop.io" },
        { first_name: "Lee", last_name: "Roe", email: "r@other.io" },
      ]);

      const emails = async (q: string) => (await service.listCustomers({ q })).map((customer) => customer.email).sort();

      expect(await emails("ann lee")).toEqual(["a@shop.io"]);
      expect(await emails("LEE   ann 555")).toEqual(["a@shop.io"]);
      expect(await emails("ann shop")).toEqual(["a@shop.io", "p@shop.io"]);
      expect(await emails("lee other.io")).toEqual(["r@other.io"]);
      expect(await emails("ann lee roe")).toEqual([]);
    });

    it("narrows together with other filters, order and page", async () => {
      await service.createCustomers([
        { first_name: "Ann", last_name: "Lee", has_account: true, email: "a@x.io" },
        { first_name: "Bob", last_name: "Lee", has_account: true, email: "b@x.io" },
        { first_name: "Cy", last_name: "Lee", email: "c@x.io" },
      ]);

      const [customers, count] = await service.listAndCountCustomers(
        { q: "lee", has_account: true },
        { order: { first_name: "DESC" }, take: 1, relations: ["addresses"] },
      );

      expect(names(customers)).toEqual(["Bob"]);
      expect(count).toBe(2);
    });

    it("does not find deleted customers, unless asked to", async () => {
      const ann = await service.createCustomers({ first_name: "Ann" });
      await service.softDeleteCustomers([ann.id]);

      expect(await service.listCustomers({ q: "ann" })).toEqual([]);
      expect(names(await service.listCustomers({ q: "ann" }, { withDeleted: true }))).toEqual(["Ann"]);
    });
  });

  describe("order, take and skip", () => {
    const people = [
      { first_name: "Ann", last_name: "Lee" },
      { first_name: "Bob", last_name: "Lee" },
      { first_name: "Cy", last_name: "Doe" },
      { first_name: "Dee" },
    ];

    it("order by one field or several, either way", async () => {
      await service.createCustomers(people);
      const ordered = async (order: Record<string, "ASC" | "DESC">) =>
        names(await service.listCustomers({}, { order }));

      expect(await ordered({ first_name: "ASC" })).toEqual(["Ann", "Bob", "Cy", "Dee"]);
      expect(await ordered({ first_name: "DESC" })).toEqual(["Dee", "Cy", "Bob", "Ann"]);
      expect(await ordered({ last_name: "ASC", first_name: "DESC" })).toEqual(["Cy", "Bob", "Ann", "Dee"]);
    });

    it("come by id when no order is given", async () => {
      const customers = await service.createCustomers(people);

      const ids = (await service.listCustomers()).map((customer) => customer.id);

      expect(ids).toEqual(customers.map((customer) => customer.id).sort());
    });

    it("give one page, and the count of all matches whatever the page", async () => {
      await service.createCustomers(people);
      const page = async (take: number | undefined, skip?: number) => {
        const config = { take, skip, order: { first_name: "ASC" } };
        const [customers, count] = await service.listAndCountCustomers({}, config);
        expect(names(await service.listCustomers({}, { ...config }))).toEqual(names(customers));
        return [names(customers), count];
      };

      expect(await page(2)).toEqual([["Ann", "Bob"], 4]);
      expect(await page(2, 1)).toEqual([["Bob", "Cy"], 4]);
      expect(await page(2, 3)).toEqual([["Dee"], 4]);
      expect(await page(2, 100)).toEqual([[], 4]);
      expect(await page(0)).toEqual([[], 4]);
      expect(await page(undefined, 3)).toEqual([["Dee"], 4]);
    });

    it("count and page customers, not the rows of their relations", async () => {
      await service.createCustomers([
        { first_name: "Ann", addresses: [{ city: "a" }, { city: "b" }, { city: "c" }] },
        { first_name: "Bob", addresses: [{ city: "a" }, { city: "b" }] },
        { first_name: "Cy" },
      ]);

      const [customers, count] = await service.listAndCountCustomers(
        {},
        { relations: ["addresses"], take: 2, order: { first_name: "ASC" } },
      );

      expect(customers.map((customer) => [customer.first_name, customer.addresses.length])).toEqual([
        ["Ann", 3],
        ["Bob", 2],
      ]);
      expect(count).toBe(3);
      const [filtered, filteredCount] = await service.listAndCountCustomers({
        addresses: { city: ["a", "b"] },
      } as Record<string, unknown>);
      expect([filtered.length, filteredCount]).toEqual([2, 2]);
    });
  });

  describe("select and relations", () => {
    it("return the fields asked for, also of relations, and always the id", async () => {
      const ann = await service.createCustomers({ first_name: "Ann", addresses: [{ city: "Bern", province: "BE" }] });

      expect(await service.listCustomers({}, { select: ["id", "first_name"] })).toEqual([
        { id: ann.id, first_name: "Ann" },
      ]);
      expect(
        await service.listCustomers({}, { select: ["first_name", "addresses.city"], relations: ["addresses"] }),
      ).toEqual([
        {
          id: ann.id,
          first_name: "Ann",
          addresses: [{ id: expect.any(String), city: "Bern", customer_id: ann.id }],
        },
      ]);
    });

    it("leave relations out unless asked for", async () => {
      await service.createCustomers({ first_name: "Ann", addresses: [{ city: "Bern" }] });

      const [plain] = await service.listCustomers();
      const [full] = await service.listCustomers({}, { relations: ["addresses", "groups"] });

      expect(plain).not.toHaveProperty("addresses");
      expect(plain).not.toHaveProperty("groups");
      expect(full).toMatchObject({ addresses: [{ city: "Bern" }], groups: [] });
    });
  });
});

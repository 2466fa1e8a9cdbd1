import type { CustomerDTO, FindConfig } from "@medusajs/framework/types";
import fc from "fast-check";
import { runSql, withModuleConnection } from "../../../../../integration-tests/helpers/databases/module-connection";
import { sentStatements } from "../../../../../integration-tests/helpers/databases/sent-statements";
import { searcher } from "../../../../../integration-tests/helpers/listing/searcher";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";
import { prepareSearch } from "../prepare-search.sql";

const SEED = 20261123;

/** Few letters, so that words meet often. */
const letters = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(..."abcABC"), minLength, maxLength });

const people = fc.record({
  first_name: fc.option(letters(0, 6)),
  last_name: fc.option(letters(1, 6)),
  company_name: fc.option(fc.tuple(letters(1, 5), letters(1, 5)).map((words) => words.join(" "))),
  email: fc.option(fc.tuple(letters(3, 8), fc.nat()).map(([name, n]) => `${name}.${n}@${name}.io`)),
  phone: fc.option(fc.stringMatching(/^\+\d{2} \d{3} \d{4}$/)),
});

describeCustomerModule(({ medusaApp, dbConfig }) => {
  const service = runningService(medusaApp);
  const prepare = () => withModuleConnection(dbConfig.clientUrl, prepareSearch);
  const sql = (statement: string) => runSql(dbConfig.clientUrl, statement);

  const { found, foundEach } = searcher(service);

  it("names the same customers to updates and deletes by words as to lists, with the index and before", async () => {
    const named = async () => {
      const changed = await service.updateCustomers({ q: "felix +3161234" }, { company_name: "Changed" });
      return changed.map(({ first_name }) => first_name).sort();
    };
    await service.createCustomers([
      { first_name: "Félix", phone: "+31 6 1234" },
      { first_name: "felix", phone: "+3161234" },
      { first_name: "Felicia", phone: "+3161234" },
    ]);
    expect(await named()).toEqual(["felix"]);

    await prepare();
    const both = ["Félix", "felix"].sort();
    expect(await named()).toEqual(both);
    expect((await found("felix +3161234")).sort()).toEqual(both);
    await service.deleteCustomers({ q: "felix +3161234" });
    expect((await service.listCustomers()).map(({ first_name }) => first_name)).toEqual(["Felicia"]);
  });

  it("finds for words of three letters and more what core's way finds", async () => {
    const drawn = fc.sample(people, { seed: SEED, numRuns: 200 });
    await service.createCustomers(drawn.map((person) => ({ ...person, addresses: [] })));
    const word = fc.oneof(
      letters(3, 5),
      fc.tuple(letters(3, 3), letters(3, 4)).map((words) => words.join(" ")),
    );
    const words = [...new Set(fc.sample(word, { seed: SEED, numRuns: 60 }))];
    const answers = async () => {
      const each: string[][] = [];
      for (const q of words) {
        const [customers, count] = await service.listAndCountCustomers({ q }, { select: ["id"] });
        expect(count).toBe(customers.length);
        each.push(customers.map(({ id }) => id));
      }
      return each;
    };

    const cores = await answers();
    await prepare();
    const ours = await answers();

    expect(ours).toEqual(cores);
    // The words are worth something: most find a customer, none finds all.
    expect(cores.filter((ids) => ids.length).length).toBeGreaterThan(20);
    expect(Math.max(...cores.map((ids) => ids.length))).toBeLessThan(drawn.length);
  });

  describe("with the search index", () => {
    beforeEach(async () => {
      expect(await prepare()).toEqual({ ready: true, missingExtensions: [] });
    });

    it("looks into the search text and nowhere else", async () => {
      const sent = await sentStatements(() => service.listCustomers({ q: "anything" }));

      expect(sent.filter(({ text }) => text.includes("search_text like"))).toHaveLength(1);
      expect(sent.filter(({ text }) => text.includes("ilike"))).toEqual([]);
    });

    it("counts all and gives the page asked for, with its fields and relations, in either direction", async () => {
      const surnames = Array.from({ length: 25 }, (_, index) => String.fromCharCode(97 + index));
      await service.createCustomers(
        surnames.map((last_name) => ({ first_name: "Common", last_name, addresses: [{ city: "a" }, { city: "b" }] })),
      );
      const page = async (config: FindConfig<CustomerDTO>) => {
        const [customers, count] = await service.listAndCountCustomers({ q: "common" }, config);
        expect(await service.listCustomers({ q: "common" }, config)).toEqual(customers);
        expect(count).toBe(25);
        return customers;
      };
      const lastNames = async (config: FindConfig<CustomerDTO>) => (await page(config)).map((one) => one.last_name);

      expect(await lastNames({ order: { last_name: "ASC" }, take: 3 })).toEqual(["a", "b", "c"]);
      expect(await lastNames({ order: { last_name: "DESC" }, take: 3, skip: 1 })).toEqual(["x", "w", "v"]);
      expect(await lastNames({ order: { first_name: "ASC", last_name: "DESC" }, take: 2 })).toEqual(["y", "x"]);
      expect(await lastNames({ order: { last_name: "ASC" }, skip: 23 })).toEqual(["x", "y"]);
      expect(await lastNames({ order: { last_name: "ASC" }, take: 5, skip: 100 })).toEqual([]);
      expect(await lastNames({ take: 0 })).toEqual([]);
      expect(await page({ select: ["last_name"], order: { last_name: "ASC" }, take: 1 })).toEqual([
        { id: expect.any(String), last_name: "a" },
      ]);
      const [full] = await page({ relations: ["addresses", "groups"], order: { last_name: "DESC" }, take: 1 });
      expect(full).toMatchObject({ last_name: "y", groups: [], addresses: [{ city: "a" }, { city: "b" }] });
    });

    it("finds by the new words and no longer by the old ones after an update", async () => {
      const before = { first_name: "Before1", last_name: "Before2", email: "before3@x.io" };
      const { id } = await service.createCustomers({ ...before, phone: "+1 111 1111", company_name: "Before5" });

      const after = { last_name: "After2", email: "after3@x.io", phone: "+2 222 2222", company_name: "After5" };
      await service.updateCustomers(id, after);

      for (const q of ["before2", "before3", "+1111", "before5"]) {
        expect(await found(q)).toEqual([]);
      }
      for (const q of ["before1", "after2", "after3", "+2222", "after5"]) {
        expect(await found(q)).toEqual(["Before1"]);
      }
      await service.updateCustomers(id, { last_name: null, company_name: null });
      expect(await foundEach(["after2", "after5", "null"])).toEqual({ after2: [], after5: [], null: [] });
    });

    it("finds rows that core's module or plain SQL writes", async () => {
      await sql("insert into customer (id, first_name, email) values ('cus_sql', 'Plain', 'plain@sql.io')");
      expect(await foundEach(["plain", "sql.io"])).toEqual({ plain: ["Plain"], "sql.io": ["Plain"] });

      // As a restored dump does: pg_dump empties the path.
      await sql(
        "begin; set local search_path = ''; insert into public.customer (id, first_name) values ('cus_2', 'Dump'); commit",
      );
      expect(await foundEach(["dump"])).toEqual({ dump: ["Dump"] });

      await sql("update customer set first_name = 'Other', updated_at = now() where id = 'cus_sql'");
      expect(await foundEach(["other", "plain@"])).toEqual({ other: ["Other"], "plain@": ["Other"] });
    });

    it("finds deleted customers only when asked to, and again once they are restored", async () => {
      const [{ id }] = await service.createCustomers([{ first_name: "Gone" }, { first_name: "Gone too" }]);
      await service.softDeleteCustomers([id]);

      expect(await found("gone")).toEqual(["Gone too"]);
      expect(await found("gone", {}, { withDeleted: true })).toEqual(["Gone", "Gone too"]);
      await service.restoreCustomers([id]);
      expect(await found("gone")).toEqual(["Gone", "Gone too"]);
    });

    it("narrows together with groups, emails and other filters", async () => {
      const [ann, bob, cy] = await service.createCustomers([
        { first_name: "Ann", last_name: "Lee", email: "ann@x.io", metadata: { tier: "gold" } },
        { first_name: "Bob", last_name: "Lee", email: "bob@x.io" },
        { first_name: "Cy", last_name: "Doe", email: "cy@x.io" },
      ]);
      const [gold, gone] = await service.createCustomerGroups([{ name: "gold" }, { name: "gone" }]);
      const members = [ann, bob, cy].flatMap(({ id }) => [
        { customer_id: id, customer_group_id: gone.id },
        ...(id === bob.id ? [] : [{ customer_id: id, customer_group_id: gold.id }]),
      ]);
      await service.addCustomerToGroup(members);
      await service.softDeleteCustomerGroups([gone.id]);

      expect(await found("lee", { groups: { id: gold.id } })).toEqual(["Ann"]);
      expect(await found("lee", { groups: { id: [gold.id, gone.id] } })).toEqual(["Ann"]);
      expect(await found("lee", { groups: { id: gone.id } })).toEqual([]);
      expect(await found("lee", { email: ["BOB@x.io", "cy@x.io"] })).toEqual(["Bob"]);
      expect(await found("lee", { id: [ann.id, cy.id] })).toEqual(["Ann"]);
      expect(await found("lee", { $or: [{ first_name: "Bob" }, { first_name: "Cy" }] })).toEqual(["Bob"]);
    });
  });
});

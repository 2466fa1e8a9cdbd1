import type { CustomerDTO, FilterableCustomerProps, FindConfig } from "@medusajs/framework/types";
import fc from "fast-check";
import { describeCustomerModule } from "../../../../integration-tests/helpers/customer-module";
import { runSql, withModuleConnection } from "../../../../integration-tests/helpers/module-connection";
import { runningService } from "../../../../integration-tests/helpers/running-service";
import { sentStatements } from "../../../../integration-tests/helpers/sent-statements";
import { prepareSearch } from "../operations/search/prepare";

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

  /** The first names that words find, in order; listing and counting must agree. */
  async function found(
    q: string,
    filters: FilterableCustomerProps = {},
    config: FindConfig<CustomerDTO> = {},
  ): Promise<(string | null)[]> {
    const [customers, count] = await service.listAndCountCustomers(
      { ...filters, q },
      { order: { first_name: "ASC" }, ...config },
    );
    const names = customers.map((customer) => customer.first_name);
    const listed = await service.listCustomers({ ...filters, q }, { order: { first_name: "ASC" }, ...config });
    expect(listed.map((customer) => customer.first_name)).toEqual(names);
    expect(count).toBe(names.length);
    return names;
  }

  async function foundEach(words: string[]): Promise<Record<string, (string | null)[]>> {
    const answers: Record<string, (string | null)[]> = {};
    for (const q of words) {
      answers[q] = await found(q);
    }
    return answers;
  }

  const allFind = (words: string[], names: string[]) => Object.fromEntries(words.map((q) => [q, names]));

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
    // The words are worth something: most find somebody, none finds everybody.
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

    it("finds names with and without accents, in any case, by words with and without them", async () => {
      await service.createCustomers([
        { first_name: "Zoe", last_name: "Muller", company_name: "Cafe Straße" },
        { first_name: "Zoë", last_name: "MÜLLER", company_name: "CAFÉ STRASSE" },
      ]);
      const words = ["zoe", "ZOË", "zoë muller", "Müller", "MULLER", "mÜLL", "café", "cafe", "strasse", "Straße"];

      expect(await foundEach(words)).toEqual(allFind(words, ["Zoe", "Zoë"]));
    });

    it("finds a phone by its digits, however it is written on either side", async () => {
      await service.createCustomers([
        { first_name: "Ann", phone: "+31 6 1234 5678" },
        { first_name: "Bob", phone: "(030) 123-45-67" },
        { first_name: "Cy", phone: "0612345678" },
        { first_name: "Dee", phone: null },
      ]);

      expect(
        await foundEach(["+3161234", "(31)-61234", "316123", "+31 1234", "030-1234567", "(030)1234", "06-1234-5678"]),
      ).toEqual({
        "+3161234": ["Ann"],
        "(31)-61234": ["Ann"],
        "316123": ["Ann"],
        "+31 1234": ["Ann"],
        "030-1234567": ["Bob"],
        "(030)1234": ["Bob"],
        "06-1234-5678": ["Cy"],
      });
    });

    it("finds a phone that is typed in parts and stored without spaces, as core does", async () => {
      await service.createCustomers([
        { first_name: "Eve", phone: "+31612345678" },
        { first_name: "Fay", phone: "0622334455" },
        { first_name: "Gil", phone: "06 22 99 44 55" },
      ]);

      expect(
        await foundEach(["+31 6 1234 5678", "+31 6 12345678", "31 6 12", "06 22 33 44 55", "06 22", "06 2233 44 5"]),
      ).toEqual({
        "+31 6 1234 5678": ["Eve"],
        "+31 6 12345678": ["Eve"],
        "31 6 12": ["Eve"],
        "06 22 33 44 55": ["Fay"],
        "06 22": ["Fay", "Gil"],
        "06 2233 44 5": ["Fay"],
      });
    });

    it("finds one and two letters anywhere beside a longer word", async () => {
      await service.createCustomers([
        { first_name: "Ivan", last_name: "Petrov" },
        { first_name: "Ivo", last_name: "Petrov" },
      ]);

      expect(await foundEach(["an petrov", "petrov va", "an pe"])).toEqual({
        "an petrov": ["Ivan"],
        "petrov va": ["Ivan"],
        "an pe": [],
      });
    });

    it("wants every word, each in whichever field", async () => {
      await service.createCustomers([
        { first_name: "Ann", last_name: "Lee", email: "a@shop.io", phone: "+31 555 666" },
        { first_name: "Bob", last_name: "Lee", email: "b@shop.io", company_name: "Ann & Sons" },
        { first_name: "Cy", last_name: "Ann" },
      ]);

      expect(await foundEach(["ann lee", "LEE  shop.io ann", "ann lee 555666", "ann nobody", "shop lee cy"])).toEqual({
        "ann lee": ["Ann", "Bob"],
        "LEE  shop.io ann": ["Ann", "Bob"],
        "ann lee 555666": ["Ann"],
        "ann nobody": [],
        "shop lee cy": [],
      });
    });

    it("finds one and two letters at the beginning of a word, in any field", async () => {
      await service.createCustomers([
        { first_name: "Joan", last_name: "Élan" },
        { first_name: "Li", company_name: "Big Ox" },
        { first_name: "Ox", email: "el@x.io" },
      ]);

      expect(await foundEach(["an", "el", "É", "li", "ox", "x", "jo él"])).toEqual({
        an: [],
        el: ["Joan", "Ox"],
        É: ["Joan", "Ox"],
        li: ["Li"],
        ox: ["Li", "Ox"],
        x: [],
        "jo él": ["Joan"],
      });
    });

    it("takes %, _ and \\ for letters", async () => {
      await service.createCustomers([
        { first_name: "50%off", last_name: "a_b" },
        { first_name: "50 off", last_name: "axb" },
        { first_name: "c\\d", last_name: "c%d" },
      ]);
      const words = ["50%", "0%o", "a_b", "c\\d", "c\\", "%", "_", "\\", "%%%", "___", "'", '"', "?", "$1"];

      expect(await foundEach(words)).toEqual({
        ...allFind(words, []),
        "50%": ["50%off"],
        "0%o": ["50%off"],
        a_b: ["50%off"],
        "c\\d": ["c\\d"],
        "c\\": ["c\\d"],
      });
    });

    it("takes the signs that fold to % and \\ for letters too", async () => {
      await service.createCustomers([{ first_name: "Ann" }, { first_name: "50％off" }]);

      expect(await foundEach(["％％％", "A％n", "50％o", "50%o", "Ann＼"])).toEqual({
        "％％％": [],
        "A％n": [],
        "50％o": ["50％off"],
        "50%o": ["50％off"],
        "Ann＼": [],
      });
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

      // As whoever restores a dump: pg_dump empties the path.
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

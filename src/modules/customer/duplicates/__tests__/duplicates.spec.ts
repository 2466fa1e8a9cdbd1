import { describeCustomerModule, itOnOurs } from "../../../../../integration-tests/helpers/modules/customer-module";
import type { DuplicateReason } from "../duplicate-cursor";
import type { DuplicateGroup } from "../group-duplicates";

describeCustomerModule(({ service, sql }) => {
  const list = async (reason?: DuplicateReason): Promise<DuplicateGroup[]> => {
    const { duplicates, next } = await service.duplicates.list({ reason, limit: 100 });
    expect(next).toBeNull();
    return duplicates;
  };
  const idsOf = (groups: DuplicateGroup[]) => groups.map(({ customers }) => customers.map(({ id }) => id));
  const summary = (groups: DuplicateGroup[]) =>
    groups.map(({ reason, score, customers }) => [reason, score, customers.map(({ id }) => id).join(" ")]);

  describe("by email", () => {
    itOnOurs("a guest and a registered customer of one email are a group, and nothing but that", async () => {
      await sql(`insert into customer (id, email, has_account, created_at, deleted_at) values
        ('cus_1', 'ada@x.io', true, '2026-01-02T03:04:05Z', null), ('cus_2', 'ada@x.io', false, '2026-01-01Z', null),
        ('cus_3', 'bob@x.io', true, now(), null), ('cus_4', 'bob@x.io', false, now(), now()),
        ('cus_5', null, true, now(), null), ('cus_6', null, false, now(), null), ('cus_7', null, false, now(), null)`);

      expect(await list()).toEqual([
        {
          reason: "email",
          score: 1,
          customers: [
            { id: "cus_1", email: "ada@x.io", has_account: true, created_at: new Date("2026-01-02T03:04:05Z") },
            { id: "cus_2", email: "ada@x.io", has_account: false, created_at: new Date("2026-01-01Z") },
          ],
          advice: expect.stringMatching(/POST \/admin\/customers\/:id\/claim .*switched off, merge them/),
        },
      ]);
    });

    itOnOurs("spellings of one email are one group, guests and registered together, listed once", async () => {
      await sql(`insert into customer (id, email, has_account) values
        ('cus_1', 'ada@x.io', true), ('cus_2', 'Ada@x.io', true), ('cus_3', ' ADA@x.io', true), ('cus_4', 'ada@x.io', false),
        ('cus_5', 'Bob@x.io', true), ('cus_6', 'BOB@x.io', true), ('cus_7', 'Cy@x.io', true),
        ('cus_8', 'é@x.io', true), ('cus_9', 'É@x.io', true), ('cus_a', 'dé@x.io', true), ('cus_b', 'dé@x.io', false)`);

      const groups = await list("email");

      expect(summary(groups).sort()).toEqual([
        ["email", 0.95, "cus_1 cus_2 cus_3 cus_4"],
        ["email", 0.95, "cus_5 cus_6"],
        ["email", 0.95, "cus_8 cus_9"],
        ["email", 1, "cus_a cus_b"],
      ]);
    });
  });

  describe("by phone", () => {
    async function phones(given: [phone: string | null, country?: string, first_name?: string][]): Promise<string[]> {
      const customers = await service.createCustomers(
        given.map(([phone, country_code, first_name]) => ({
          phone: phone ?? undefined,
          first_name,
          addresses: country_code ? [{ country_code }] : [],
        })),
      );
      return customers.map(({ id }) => id);
    }

    itOnOurs("one number in many spellings is one group; other numbers that end alike are not in it", async () => {
      const [a, b, c, d] = await phones([
        ["+31 6 1234 5678"],
        ["0031-6-12345678"],
        ["06 12345678", "nl"],
        ["+31612345678", "fr"],
        // The same last eight digits: a number in France, one too short to be any, and none at all.
        ["+33 6 12 34 56 78"],
        ["345678"],
        [null],
      ]);

      expect(summary(await list())).toEqual([["phone", 0.8, [a, b, c, d].sort().join(" ")]]);
    });

    itOnOurs("a number without its country counts less, and so do digits that are no number", async () => {
      const [a, b] = await phones([["+31 6 1234 5678"], ["0612345678"]]);
      const [c, d] = await phones([["000-00-000-01"], ["00000 00001"]]);

      const groups = await list("phone");

      expect(summary(groups)).toEqual(
        expect.arrayContaining([
          ["phone", 0.6, [a, b].sort().join(" ")],
          ["phone", 0.5, [c, d].sort().join(" ")],
        ]),
      );
      expect(groups).toHaveLength(2);
    });

    itOnOurs("the same name makes it likelier, and deleted customers do not count", async () => {
      const [a, b] = await phones([
        ["+31 6 1234 5678", undefined, "José"],
        ["+31612345678", undefined, "JOSE"],
      ]);
      const [, gone] = await phones([["+31 6 8765 4321"], ["+31687654321"]]);
      await service.softDeleteCustomers([gone]);

      expect(summary(await list())).toEqual([["phone", 0.9, [a, b].sort().join(" ")]]);
    });
  });

  describe("of one customer", () => {
    itOnOurs("has the customer itself, also when more than 100 others of a lower id share the key", async () => {
      await sql(`insert into customer (id, email, has_account, phone)
        select 'cus_' || lpad(n::text, 3, '0'), 'c' || n || '@x.io', true, '+31612345678' from generate_series(1, 120) n`);

      const groups = await service.duplicates.listOf("cus_120");

      expect(groups).toHaveLength(1);
      expect(groups[0].customers).toHaveLength(100);
      expect(groups[0].customers.map(({ id }) => id)).toEqual(
        expect.arrayContaining(["cus_001", "cus_099", "cus_120"]),
      );
    });
  });

  describe("by name and address", () => {
    const home = { first_name: "Ada", last_name: "Lovelace", postal_code: "1234 AB", address_1: "Main St. 5" };

    itOnOurs(
      "one name at one address is a group, whatever case, accents and signs; one's own addresses are none",
      async () => {
        const [a, b] = await service.createCustomers([
          { addresses: [home, { ...home }, { ...home, address_1: "Elsewhere 1" }] },
          { addresses: [{ ...home, first_name: "ADÁ", postal_code: "1234ab", address_1: "main st 5" }] },
          { addresses: [{ ...home, first_name: "Bob" }] },
          { addresses: [{ ...home, address_1: "Main St. 6" }] },
          { addresses: [{ ...home, postal_code: undefined }] },
          { addresses: [] },
        ]);

        const groups = await list();

        expect(summary(groups)).toEqual([["name_and_address", 0.7, [a.id, b.id].sort().join(" ")]]);
      },
    );

    itOnOurs("an address without a name is its customer's; without any name it says nothing", async () => {
      const place = { postal_code: "1234 AB", address_1: "Main St. 5" };
      const [a, b] = await service.createCustomers([
        { first_name: "Ada", last_name: "L", addresses: [place] },
        { first_name: "ada", last_name: "l.", addresses: [place] },
        { first_name: "Bob", last_name: "L", addresses: [place] },
        { addresses: [place] },
        { addresses: [place] },
      ]);

      expect(idsOf(await list("name_and_address"))).toEqual([[a.id, b.id].sort()]);
    });

    itOnOurs("deleted addresses and customers do not count", async () => {
      const [, b, c] = await service.createCustomers([
        { addresses: [home] },
        { addresses: [home] },
        { addresses: [home] },
      ]);
      await service.softDeleteCustomerAddresses([b.addresses[0].id]);
      await service.softDeleteCustomers([c.id]);

      expect(await list()).toEqual([]);
    });
  });

  describe("pages", () => {
    /** 30 groups of each reason. */
    async function many(): Promise<void> {
      await sql(`
        insert into customer (id, email, has_account, phone)
          select 'cus_' || n || k, case when k = 'a' then n || '@x.io' else upper(n || '@x.io') end, true, null
            from generate_series(100, 129) n, unnest(array['a', 'b']) k
          union all
          select 'cus_' || n || k, n || '@x.io', k = 'a', null from generate_series(200, 229) n, unnest(array['a', 'b']) k
          union all
          select 'cus_' || n || k, null, false, '+31 6 12345' || n from generate_series(300, 329) n, unnest(array['a', 'b']) k
          union all
          select 'cus_' || n || k, null, false, null from generate_series(400, 429) n, unnest(array['a', 'b']) k;
        insert into customer_address (id, customer_id, first_name, postal_code, address_1)
          select 'cuaddr_' || n || k, 'cus_' || n || k, 'Ada', n, 'Street' from generate_series(400, 429) n, unnest(array['a', 'b']) k`);
    }

    async function walk(limit: number, reason?: DuplicateReason): Promise<DuplicateGroup[][]> {
      const pages: DuplicateGroup[][] = [];
      let after: string | null | undefined;
      while (after !== null) {
        const page: Awaited<ReturnType<typeof service.duplicates.list>> = await service.duplicates.list({
          limit,
          reason,
          after,
        });
        pages.push(page.duplicates);
        after = page.next;
      }
      return pages;
    }

    itOnOurs.each([1, 7, 30, 100])("of %i: each group once, reason after reason, as on one page", async (limit) => {
      await many();

      const pages = await walk(limit);

      expect(pages.every((page) => page.length <= limit)).toBe(true);
      const all = pages.flat();
      expect(new Set(idsOf(all).map(String)).size).toBe(120);
      expect(all).toHaveLength(120);
      expect([...new Set(all.map(({ reason, score }) => `${reason} ${score}`))]).toEqual([
        "email 0.95",
        "email 1",
        "phone 0.8",
        "name_and_address 0.7",
      ]);
    });

    itOnOurs("of one reason hold that reason's groups", async () => {
      await many();

      for (const [reason, count] of [
        ["email", 60],
        ["phone", 30],
        ["name_and_address", 30],
      ] as const) {
        const groups = (await walk(7, reason)).flat();
        expect(new Set(idsOf(groups).map(String)).size).toBe(count);
        expect(new Set(groups.map((group) => group.reason))).toEqual(new Set([reason]));
      }
    });

    itOnOurs("go on behind a key that more rows have than are read at once", async () => {
      await sql(
        `insert into customer (id, phone) select 'cus_a' || n, '+31 6 00000001' from generate_series(1, 20500) n`,
      );
      await sql(`insert into customer (id, phone) values ('cus_b1', '+31 6 99999991'), ('cus_b2', '+31699999991')`);

      const groups = (await walk(5, "phone")).flat();

      expect(groups.map(({ customers }) => customers.length)).toEqual([100, 2]);
    });

    itOnOurs("end a group that lies over the end of a stretch in the next one, whole", async () => {
      await sql(`insert into customer (id, phone)
        select 'cus_' || n || k, '+31 6 ' || 10000000 + n from generate_series(1, 7000) n, unnest(array['a', 'b', 'c']) k`);

      const groups = (await walk(100, "phone")).flat();

      expect(groups.map(({ customers }) => customers.length)).toEqual(Array(7_000).fill(3));
    });

    itOnOurs("are refused for a limit out of range, and for a cursor that is none or of another reason", async () => {
      await many();
      const { next } = await service.duplicates.list({ reason: "phone", limit: 1 });
      const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

      for (const request of [
        { limit: 0 },
        { limit: 101 },
        { limit: 1.5 },
        { after: "" },
        { after: "cus_1" },
        { after: cursor(["phone", null]) },
        { after: next ?? "", reason: "email" as const },
      ]) {
        await expect(service.duplicates.list(request)).rejects.toMatchObject({ type: "invalid_data" });
      }
    });
  });
});

import type { CustomerDTO, FindConfig } from "@medusajs/framework/types";
import { runSql, withModuleConnection } from "../../../../../integration-tests/helpers/databases/module-connection";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";
import { sealedCursor } from "../../../../../integration-tests/helpers/modules/sealed-cursors";
import { prepareSearch } from "../prepare-search.sql";
import type { CustomerPage, CustomerPageRequest } from "../types";

const COLUMNS = ["created_at", "updated_at", "email", "first_name", "last_name", "id", "has_account"];
const bothWays = (column: string) => ["ASC", "DESC"].map((direction) => ({ [column]: direction }));

/** Times differ by a microsecond only, names and times are shared by many, names and emails are missing at places. */
const rows = (count: number) => `
  insert into customer (id, email, first_name, last_name, has_account, created_at, updated_at, deleted_at)
  select
    'cus_' || lpad((n * 37 % 1009)::text, 6, '0'),
    case when n % 4 > 0 then 'customer' || n * 13 % 101 || '-' || n || '@example.com' end,
    case when n % 5 > 0 then (array['Ann', 'ann', 'Zoë', '', '~'])[1 + n % 3] end,
    case when n % 3 > 0 then 'Lee' end,
    n % 2 = 0,
    '2026-01-01 10:00:00.000001Z'::timestamptz + n % 4 * interval '1 microsecond',
    '2026-01-01 10:00:00Z'::timestamptz - n / 3 * interval '1 second',
    case when n % 10 = 0 then now() end
  from generate_series(1, ${count}) n`;

describeCustomerModule(({ medusaApp, dbConfig }) => {
  const service = runningService(medusaApp);
  const sql = <Row>(statement: string) => runSql<Row>(dbConfig.clientUrl, statement);
  const prepare = () => withModuleConnection(dbConfig.clientUrl, prepareSearch);
  const idsOf = (customers: { id: string }[]) => customers.map(({ id }) => id);

  /** The pages behind each other, from the first to the last; `between` runs after each. */
  async function walk(
    request: CustomerPageRequest,
    { config, between }: { config?: FindConfig<CustomerDTO>; between?: () => Promise<unknown> } = {},
  ): Promise<CustomerPage[]> {
    const pages = [await service.listCustomersPage(request, config)];
    for (let after = pages[0].after; after !== null; after = pages.at(-1)?.after ?? null) {
      expect(pages.length).toBeLessThan(2_000);
      await between?.();
      pages.push(await service.listCustomersPage({ ...request, after }, config));
    }
    return pages;
  }

  /** The same from a page back to the first, in the order in which a person turns them. */
  async function walkBack(request: CustomerPageRequest, from: CustomerPage): Promise<CustomerPage[]> {
    const pages = [from];
    for (let before = from.before; before !== null; before = pages[0].before) {
      expect(pages.length).toBeLessThan(2_000);
      pages.unshift(await service.listCustomersPage({ ...request, before }));
    }
    return pages;
  }

  const allIds = (pages: CustomerPage[]) => pages.flatMap(({ customers }) => idsOf(customers));

  describe("listCustomersPage", () => {
    it.each(COLUMNS)(
      "walks over ties and nulls by %s, up and down, there and back: each customer once",
      async (column) => {
        await sql(rows(50));
        for (const order of bothWays(column)) {
          const listed = idsOf(await service.listCustomers({}, { order }));
          expect(listed).toHaveLength(45);

          const there = await walk({ order, limit: 7 });
          const back = await walkBack({ order, limit: 7 }, there[there.length - 1]);

          expect(allIds(there)).toEqual(listed);
          expect(there.map(({ customers }) => customers.length)).toEqual([7, 7, 7, 7, 7, 7, 3]);
          expect(allIds(back)).toEqual(listed);
          expect([there[0].before, there[6].after]).toEqual([null, null]);
          expect([back[0].before, back[6].after]).toEqual([null, null]);
        }
      },
    );

    it("is newest first, fifty at a time, when nothing is asked for", async () => {
      await sql(rows(60));
      const newest = await service.listCustomers({}, { order: { created_at: "DESC" } });

      const page = await service.listCustomersPage({});

      expect(page).toEqual({ customers: newest.slice(0, 50), after: expect.any(String), before: null });
    });

    it("says that there is nothing behind a last page that is full", async () => {
      await service.createCustomers([{ first_name: "Ann" }, { first_name: "Bob" }]);

      expect(await service.listCustomersPage({ limit: 2 })).toMatchObject({ after: null, before: null });
    });

    it("answers an empty page without matches, and behind the last one", async () => {
      expect(await service.listCustomersPage({})).toEqual({ customers: [], after: null, before: null });

      const { id } = await service.createCustomers({ email: "ann@x.io" });
      const after = sealedCursor(service, { column: "email", direction: "asc", value: "ann@x.io", id });
      expect(await service.listCustomersPage({ order: { email: "ASC" }, after })).toMatchObject({
        customers: [],
        after: null,
        before: expect.any(String),
      });
    });

    it.each(COLUMNS)("leads from an empty page to the row that it lies behind, by %s", async (column) => {
      await sql(rows(50));
      const all = idsOf(await service.listCustomers({}, { take: 50 }));
      const leave = (ids: string[]) =>
        sql(`update customer set deleted_at = case when id not in (${ids.map((id) => `'${id}'`)}) then now() end`);
      for (const order of bothWays(column)) {
        await leave(all);
        const listed = idsOf(await service.listCustomers({}, { order }));
        const [, second, third] = await walk({ order, limit: 15 });

        await leave([listed[15], listed[29]]);
        const behind = await service.listCustomersPage({ order, after: second.after ?? "" });
        expect(behind).toEqual({ customers: [], after: null, before: expect.any(String) });
        const back = await service.listCustomersPage({ order, before: behind.before ?? "" });
        expect(idsOf(back.customers)).toEqual([listed[15], listed[29]]);

        await leave([listed[30], listed[44]]);
        const before = await service.listCustomersPage({ order, before: third.before ?? "" });
        expect(before).toEqual({ customers: [], after: expect.any(String), before: null });
        const forth = await service.listCustomersPage({ order, after: before.after ?? "" });
        expect(idsOf(forth.customers)).toEqual([listed[30], listed[44]]);
      }
    });

    it("gives customers their fields and relations", async () => {
      const { id } = await service.createCustomers({ first_name: "Ann", addresses: [{ city: "Bern" }] });

      const page = await service.listCustomersPage({}, { select: ["first_name"], relations: ["addresses"] });

      expect(page.customers).toEqual([
        { id, first_name: "Ann", addresses: [expect.objectContaining({ city: "Bern" })] },
      ]);
    });

    it("repeats no customer and misses none that stays, while customers come and go", async () => {
      await sql(rows(50));
      const order = { last_name: "ASC" };
      const before = idsOf(await service.listCustomers({}, { order }));
      let turn = 0;
      const between = async () => {
        turn++;
        await sql(`
          insert into customer (id, last_name) values ('cus_0_${turn}', 'Aaa'), ('cus_9_${turn}', 'Lee');
          update customer set deleted_at = now() where id = '${before[turn * 5]}'`);
      };

      const seen = allIds(await walk({ order, limit: 7 }, { between }));

      expect(new Set(seen).size).toBe(seen.length);
      const left = new Set(idsOf(await service.listCustomers({}, { order })));
      expect(before.filter((id) => left.has(id) && !seen.includes(id))).toEqual([]);
    });

    it("keeps its filters, words and groups on every page, and shows deleted customers only when asked to", async () => {
      await prepare();
      await sql(rows(50));
      const group = await service.createCustomerGroups({ name: "lee" });
      const members = await service.listCustomers({ last_name: "Lee" }, { select: ["id"] });
      await service.addCustomerToGroup(members.map(({ id }) => ({ customer_id: id, customer_group_id: group.id })));
      const order = { created_at: "DESC" };
      const cases: CustomerPageRequest["filters"][] = [
        { has_account: true },
        { last_name: null } as object,
        { groups: { id: group.id } },
        { q: "lee zoe" },
        { q: "+lee" },
        { q: "lee", groups: { id: [group.id] }, has_account: false },
        { $or: [{ first_name: "Ann" }, { last_name: "Lee" }] },
      ];

      for (const filters of cases) {
        const pages = await walk({ filters, order, limit: 4, count: "exact" });
        expect(allIds(pages)).toEqual(idsOf(await service.listCustomers(filters, { order })));
        expect(pages.map(({ count }) => count)).toEqual(pages.map(() => allIds(pages).length));
      }
      expect(allIds(await walk({ order, limit: 20 }, { config: { withDeleted: true } }))).toHaveLength(50);
    });

    it("finds words as core does while the search index is not ready, a page at a time", async () => {
      await sql(rows(50));
      const order = { created_at: "DESC" };

      for (const q of ["lee", "an", "lee an"]) {
        const pages = await walk({ filters: { q }, order, limit: 4, count: "exact" });
        const listed = idsOf(await service.listCustomers({ q }, { order }));
        expect(listed.length).toBeGreaterThan(0);
        expect(allIds(pages)).toEqual(listed);
      }
    });

    it("sorts names by their first 200 letters, and passes every one of those that are equal there once", async () => {
      const long = (end: string) => `${"n".repeat(200)}${end}`;
      const names = [long("b"), "m", long("a"), null, long("c"), "o", null];
      const ids = names.map((_, index) => `cus_${index}`);
      await service.createCustomers(names.map((first_name, index) => ({ id: ids[index], first_name })));
      const inOrder = ["cus_1", "cus_0", "cus_2", "cus_4", "cus_5", "cus_3", "cus_6"];

      for (const direction of ["ASC", "DESC"]) {
        const order = { first_name: direction };
        const expected = direction === "ASC" ? inOrder : inOrder.toReversed();
        expect(idsOf(await service.listCustomers({}, { order }))).toEqual(expected);
        expect(allIds(await walk({ order, limit: 2 }))).toEqual(expected);
        const [page, count] = await service.listAndCountCustomers({}, { order, take: 3, skip: 2 });
        expect([idsOf(page), count]).toEqual([expected.slice(2, 5), names.length]);
      }
    });

    it("counts all, up to 10,000 at least, or not at all, as asked", async () => {
      await sql(`
        insert into customer (id, first_name)
        select 'cus_' || n, case when n <= 10000 then 'Ann' else 'Bob' end from generate_series(1, 10050) n`);
      const counted = async (request: CustomerPageRequest) => {
        const { count, count_precision } = await service.listCustomersPage({ ...request, limit: 1 });
        return [count, count_precision];
      };
      const ann = { first_name: "Ann" };

      expect(await counted({})).toEqual([undefined, undefined]);
      expect(await counted({ count: "none" })).toEqual([undefined, undefined]);
      expect(await counted({ count: "exact" })).toEqual([10_050, "exact"]);
      expect(await counted({ count: "bounded" })).toEqual([10_000, "at_least"]);
      expect(await counted({ count: "bounded", filters: ann })).toEqual([10_000, "exact"]);
      expect(await counted({ count: "bounded", filters: { first_name: "Bob" } })).toEqual([50, "exact"]);
      expect(await counted({ count: "bounded", filters: { first_name: "Cy" } })).toEqual([0, "exact"]);
    });

    it("refuses a request that it cannot answer as invalid data, and names the field", async () => {
      const after = sealedCursor(service, { column: "email", direction: "asc", value: "a", id: "cus_1" });
      const cases: [CustomerPageRequest, string][] = [
        [{ after: "garbage" }, "The cursor is not valid."],
        [{ before: "" }, "The cursor is not valid."],
        [{ after }, "belongs to a list ordered by email asc"],
        [{ limit: 0 }, 'The field "limit" must be a whole number from 1 to 1,000.'],
        [{ limit: 1001 }, 'The field "limit"'],
        [{ limit: 1.5 }, 'The field "limit"'],
        [{ order: { email: "ASC", created_at: "ASC" } }, 'The field "order"'],
        [{ order: {} }, 'The field "order"'],
        [{ order: { search_text: "ASC" } }, 'The field "order"'],
        [{ after, before: after }, 'The field "before"'],
      ];

      for (const [request, message] of cases) {
        const refused = expect(service.listCustomersPage(request)).rejects;
        await refused.toMatchObject({ type: "invalid_data", message: expect.stringContaining(message) });
      }
    });
  });

  describe("pages by offset", () => {
    it.each(["created_at", "email", "last_name"])(
      "by %s go on behind offset 1,000 as cursor pages do",
      async (column) => {
        await sql(rows(1_009));
        for (const order of bothWays(column)) {
          const whole = idsOf(await service.listCustomers({}, { order, select: ["id"], withDeleted: true }));
          const paged: string[] = [];
          for (let skip = 900; skip < 1_100; skip += 50) {
            const config = { order, skip, take: 50, relations: ["groups"], withDeleted: true };
            const [customers, count] = await service.listAndCountCustomers({}, config);
            expect(count).toBe(1_009);
            expect(await service.listCustomers({}, config)).toEqual(customers);
            paged.push(...idsOf(customers));
          }

          expect(paged).toEqual(whole.slice(900));
          const pages = await walk({ order, limit: 500 }, { config: { select: ["id"], withDeleted: true } });
          expect(allIds(pages)).toEqual(whole);
          expect(new Set(whole).size).toBe(1_009);
        }
      },
    );
  });
});

import type { CustomerDTO, FindConfig } from "@medusajs/framework/types";
import { idOf, PlansDatabase, ROWS } from "../helpers/databases/plans-database";
import type { QueryPlan } from "../helpers/databases/query-plan";
import { sealedCursor } from "../helpers/modules/sealed-cursors";

describe(`the plans for ${ROWS} customers`, () => {
  const database = new PlansDatabase("reads");
  const service = () => database.service;
  const plansOf = (work: () => Promise<unknown>): Promise<QueryPlan[]> => database.plansOf(work);
  const indexScans = (work: () => Promise<unknown>): Promise<string[]> => database.indexScans(work);

  const list = (filters: object, config: FindConfig<CustomerDTO>) => () => service().listCustomers(filters, config);
  const listAndCount = (filters: object) => () => service().listAndCountCustomers(filters, { take: 50 });
  /** The rows of a page, by their ids; which of the two indexes on the id is read makes no difference. */
  const byIds = "Index Scan IDX_customer_live_id";
  const bySearchText = "Bitmap Index Scan IDX_customer_search_text";

  describe.each(["created_at", "updated_at", "first_name", "last_name"])("by %s", (column) => {
    const order = { [column]: "DESC" };
    const isName = column.endsWith("name");
    // PostgreSQL never answers an expression from its index alone.
    const scan = isName ? "Index Scan" : "Index Only Scan";

    it("reads the first page from the index of the order", async () => {
      const [page] = await plansOf(list({}, { order, take: 50 }));
      expect(page.indexScans).toEqual([`Index Scan IDX_customer_${column}_id`]);
      expect(page.nodeTypes).toEqual(["Limit", "Index Scan"]);
    });

    it("passes over the rows before a deep page in its index", async () => {
      expect(await indexScans(list({}, { order, take: 50, skip: ROWS / 2 }))).toEqual(
        [`${scan} IDX_customer_${column}_id`, byIds].sort(),
      );
    });

    it("begins a cursor page at 90% depth in the index", async () => {
      const { after } = await pageAt(column, ROWS * 0.9);
      const plans = await plansOf(() => service().listCustomersPage({ order, after, limit: 50 }));

      expect(plans[0].indexScans).toEqual([`Index Scan IDX_customer_${column}_id`]);
      expect(plans[0].nodeTypes).toEqual(["Limit", "Index Scan"]);
      expect(plans.flatMap(({ fullScans }) => fullScans)).toEqual([]);
    });
  });

  /** A cursor far down in a list. */
  async function pageAt(column: string, depth: number): Promise<{ after: string }> {
    const statement = `
      select id, ${column.endsWith("name") ? `left(${column}, 200)` : `${column}::text`} as value from customer where deleted_at is null
      order by ${column.endsWith("name") ? `left(${column}, 200)` : column} desc, id desc limit 1 offset ${Math.floor(depth)}`;
    const [row] = await database.sql<{ id: string; value: string }>(statement);
    return { after: sealedCursor(service(), { column, direction: "desc", ...row }) };
  }

  it("reads pages by email from its unique index, and sorts no more than equal emails", async () => {
    const order = { email: "DESC" };
    const { after } = await pageAt("email", ROWS * 0.9);
    const works = [list({}, { order, take: 50 }), () => service().listCustomersPage({ order, after, limit: 50 })];

    for (const work of works) {
      const [page] = await plansOf(work);
      expect(page.nodeTypes).toEqual(["Limit", "Incremental Sort", "Index Scan"]);
      expect(page.indexScans).toEqual(["Index Scan IDX_customer_email_has_account_unique"]);
    }
  });

  it("passes over the rows before a deep page by email in that index alone, and sorts none of them", async () => {
    const [page, ...more] = await plansOf(list({}, { order: { email: "ASC" }, take: 50, skip: ROWS / 2 }));

    expect(page.indexScans).toEqual([
      "Index Only Scan IDX_customer_email_has_account_unique",
      "Index Scan IDX_customer_email_has_account_unique",
    ]);
    expect(page.nodeTypes).not.toContain("Incremental Sort");
    expect(more).toEqual([]);
  });

  it("passes over the rows before a deep page by id in the index alone", async () => {
    expect(await indexScans(list({}, { take: 50, skip: ROWS / 2 }))).toEqual([
      "Index Only Scan IDX_customer_live_id",
      byIds,
    ]);
  });

  it.each([
    ["a rare word", `surname${"c4ca4238a0b923820dcc509a6f75849b"}`],
    ["a word that no customer has", "unknown-word"],
    ["two letters that no customer has", "zz"],
    ["two letters of a common name", "we"],
    ["two words, one of them common", "maria customer9"],
    ["a common word with an accent", "josé"],
    ["a phone", "+31600007919"],
  ])("finds and counts %s in the search index", async (_, q) => {
    const scans = await indexScans(listAndCount({ q }));

    expect(scans.filter((scan) => scan !== byIds)).toEqual([bySearchText]);
  });

  it.each([
    ["a rare word", `surname${"c4ca4238a0b923820dcc509a6f75849b"}`],
    ["a phone", "+31600007919"],
  ])("finds %s in the search index whatever the order", async (_, q) => {
    const scans = await indexScans(list({ q }, { take: 50, order: { created_at: "DESC" } }));

    expect(scans).toEqual([bySearchText, byIds]);
  });

  it("pages and counts a group from the indexes of memberships and of deleted customers", async () => {
    const scans = await indexScans(listAndCount({ groups: { id: "cusgroup_7" } }));

    expect(scans).toEqual(
      expect.arrayContaining([
        "Index Only Scan IDX_customer_deleted_id",
        "Index Only Scan IDX_customer_group_customer_members",
        "Index Only Scan IDX_customer_live_id",
      ]),
    );
  });

  it("finds a customer by email and by id in one index", async () => {
    const relations = ["addresses"];
    const email = "customer7@example7.com";

    expect(await indexScans(list({ email }, {}))).toEqual(["Index Scan IDX_customer_email_has_account_unique"]);
    expect(await indexScans(() => service().retrieveCustomer(idOf(7)))).toEqual([byIds]);
    expect(await indexScans(() => service().retrieveCustomer(idOf(7), { relations }))).toEqual([
      "Index Scan IDX_customer_address_customer_id",
      byIds,
    ]);
  });

  it("finds words within a group among the memberships of that group", async () => {
    const scans = await indexScans(listAndCount({ q: "maria customer9", groups: { id: "cusgroup_7" } }));

    expect(scans).toContain("Index Only Scan IDX_customer_group_customer_members");
  });

  it("counts all live customers from the few rows of their count, with the page or alone", async () => {
    const [, counting] = await plansOf(() => service().listCustomersPage({ limit: 1, count: "exact" }));
    expect([counting.indexScans, counting.fullScans]).toEqual([[], ["customer_count"]]);

    const [both, ...more] = await plansOf(listAndCount({}));
    expect([both.indexScans, both.fullScans, more]).toEqual([
      ["Index Scan IDX_customer_live_id"],
      ["customer_count"],
      [],
    ]);
  });

  describe("of a group of 60,000", () => {
    const groups = { id: "cusgroup_large" };
    const members = "Index Only Scan IDX_customer_group_customer_members";

    beforeAll(async () => {
      await database.run(`
        insert into customer_group (id, name) values ('${groups.id}', 'Large');
        insert into customer_group_customer (id, customer_id, customer_group_id, unique_membership)
          select 'cusgc_large' || n, 'cus_' || lpad(n::text, 8, '0'), '${groups.id}', true
          from generate_series(1, 60000) n`);
      await database.analyze();
    });

    // Most customers are members: the next one in the order is probably one.
    it.each([
      ["id", "Index Only Scan IDX_customer_live_id"],
      ["created_at", "Index Only Scan IDX_customer_created_at_id"],
      ["last_name", "Index Scan IDX_customer_last_name_id"],
      ["email", "Index Scan IDX_customer_email_has_account_unique"],
    ])("walks the index of the order %s and looks each customer up among the members", async (column, walked) => {
      const [, page] = await plansOf(list({ groups }, { take: 50, order: { [column]: "DESC" } }));

      expect(page.indexScans).toEqual(expect.arrayContaining([walked, members]));
      expect(page.nodeTypes).toContain("Nested Loop");
      expect(page.fullScans).toEqual([]);
    });

    it("joins far down the index of the order with that of the members, without a row of either table", async () => {
      const [, page] = await plansOf(list({ groups }, { take: 50, skip: 30_000, order: { created_at: "DESC" } }));

      expect(page.indexScans).toEqual(["Index Only Scan IDX_customer_created_at_id", members, byIds]);
      expect(page.nodeTypes).toContain("Hash Join");
    });

    it("counts from the indexes of memberships and of deleted customers", async () => {
      const scans = await indexScans(listAndCount({ groups }));

      expect(scans).toEqual(expect.arrayContaining(["Index Only Scan IDX_customer_deleted_id", members]));
    });
  });
});

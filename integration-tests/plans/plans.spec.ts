import type { CustomerDTO, FindConfig } from "@medusajs/framework/types";
import { encodeCursor } from "../../src/modules/customer/domain/cursor";
import type CustomerModuleService from "../../src/modules/customer/service";
import { CustomerDatabase } from "../helpers/customer-database";
import { withConnection } from "../helpers/databases";
import { migrateOurs } from "../helpers/migrations";
import { planOf, type QueryPlan } from "../helpers/query-plan";
import { type RunningModule, runOurModule } from "../helpers/running-module";
import { sentStatements } from "../helpers/sent-statements";

jest.setTimeout(120_000);

const ROWS = 100_000;
const GROUPS = 100;

const idOf = (n: number) => `cus_${String(n).padStart(8, "0")}`;

/** Common names and rare ones; one customer in a hundred is deleted; everybody is in one group of a hundred. */
const FILL = `
  insert into customer (id, email, first_name, last_name, phone, has_account, created_at, updated_at, deleted_at)
    select 'cus_' || lpad(n::text, 8, '0'), 'customer' || n || '@example' || n % 50 || '.com',
      (array['Maria', 'Anna', 'José', 'Wei', 'Fatima', 'John'])[1 + n % 6], 'Surname' || md5(n::text),
      '+31 6 ' || lpad((n * 7919 % 100000000)::text, 8, '0'), n % 3 = 0,
      '2020-01-01Z'::timestamptz + n * interval '1 minute', '2021-01-01Z'::timestamptz + n * 7919 % ${ROWS} * interval '1 minute',
      case when n % 100 = 99 then now() end
    from generate_series(1, ${ROWS}) n;
  insert into customer_address (id, customer_id, address_1)
    select 'cuaddr_' || n, 'cus_' || lpad(n::text, 8, '0'), n || ' Street' from generate_series(1, ${ROWS}) n;
  insert into customer_group (id, name) select 'cusgroup_' || n, 'Group ' || n from generate_series(1, ${GROUPS}) n;
  insert into customer_group_customer (id, customer_id, customer_group_id, unique_membership)
    select 'cusgc_' || n, 'cus_' || lpad(n::text, 8, '0'), 'cusgroup_' || 1 + n % ${GROUPS}, true
    from generate_series(1, ${ROWS}) n;`;

describe(`the plans for ${ROWS} customers`, () => {
  const database = new CustomerDatabase(`customers-plans-${process.env.JEST_WORKER_ID ?? 1}`);
  let running: RunningModule<CustomerModuleService> | undefined;

  beforeAll(async () => {
    await database.create();
    await migrateOurs(database.name);
    // The trigger writes the search text; the index is built afterwards, because that is quicker than keeping it.
    await database.run(`drop index "IDX_customer_search_text"; ${FILL}`);
    await migrateOurs(database.name);
    for (const table of ["customer", "customer_address", "customer_group", "customer_group_customer"]) {
      await database.run(`vacuum analyze ${table}`);
    }
    running = await runOurModule({ database: database.name });
  });

  afterAll(async () => {
    await running?.stop();
    await database.drop();
  });

  function service(): CustomerModuleService {
    if (!running) {
      throw new Error("The module did not start.");
    }
    return running.service;
  }

  /** The plans of what a piece of work sends about the tables of the module, in order. */
  async function plansOf(work: () => Promise<unknown>): Promise<QueryPlan[]> {
    const sent = (await sentStatements(work)).filter(({ text }) => /\bcustomer/.test(text) && !/pg_index/.test(text));
    return await withConnection(database.name, async (client) => {
      const plans: QueryPlan[] = [];
      for (const statement of sent) {
        plans.push(await planOf(client, statement));
      }
      return plans;
    });
  }

  /** The ways in which indexes are read, over all statements. No table may be read from end to end. */
  async function indexScans(work: () => Promise<unknown>): Promise<string[]> {
    const plans = await plansOf(work);
    expect(plans.length).toBeGreaterThan(0);
    // A hundred groups are on two pages; reading them all is right.
    expect(plans.flatMap(({ fullScans }) => fullScans).filter((table) => table !== "customer_group")).toEqual([]);
    return [...new Set(plans.flatMap((plan) => plan.indexScans))].sort();
  }

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

      expect(plans[0].indexScans).toEqual([`${scan} IDX_customer_${column}_id`]);
      expect(plans[0].nodeTypes).toEqual(["Limit", scan]);
      expect(plans.flatMap(({ fullScans }) => fullScans)).toEqual([]);
    });
  });

  /** A cursor far down in a list. */
  async function pageAt(column: string, depth: number): Promise<{ after: string }> {
    const statement = `
      select id, ${column.endsWith("name") ? `left(${column}, 200)` : `${column}::text`} as value from customer where deleted_at is null
      order by ${column.endsWith("name") ? `left(${column}, 200)` : column} desc, id desc limit 1 offset ${Math.floor(depth)}`;
    const [row] = await database.sql<{ id: string; value: string }>(statement);
    return { after: encodeCursor({ column, direction: "desc", ...row }) };
  }

  it("reads pages by email from its unique index, and sorts no more than equal emails", async () => {
    const order = { email: "DESC" };
    const { after } = await pageAt("email", ROWS * 0.9);
    const works = [
      list({}, { order, take: 50 }),
      list({}, { order, take: 50, skip: ROWS / 2 }),
      () => service().listCustomersPage({ order, after, limit: 50 }),
    ];

    for (const work of works) {
      const [page] = await plansOf(work);
      expect(page.nodeTypes).toEqual(["Limit", "Incremental Sort", "Index Scan"]);
      expect(page.indexScans).toEqual(["Index Scan IDX_customer_email_has_account_unique"]);
    }
  });

  it("passes over the rows before a deep page by id in the index alone", async () => {
    expect(await indexScans(list({}, { take: 50, skip: ROWS / 2 }))).toEqual([
      "Index Only Scan IDX_customer_live_id",
      byIds,
    ]);
  });

  it.each([
    ["a rare word", `surname${"c4ca4238a0b923820dcc509a6f75849b"}`],
    ["a word that nobody has", "nobody-at-all"],
    ["two letters that nobody has", "zz"],
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

  it("counts all live customers from an index alone", async () => {
    const plans = await plansOf(() => service().listCustomersPage({ limit: 1, count: "exact" }));

    // Several partial indexes hold just these rows; whichever is the smallest is read, and nothing beside it.
    expect(plans.at(-1)?.indexScans).toEqual([expect.stringMatching(/^Index Only Scan IDX_customer_\w+$/)]);
    expect(plans.at(-1)?.fullScans).toEqual([]);
  });

  it("updates and deletes 1,000 customers through their ids, without reading the table", async () => {
    const ids = Array.from({ length: 1_000 }, (_, n) => idOf(3 + n * 100));
    const works = [
      () => service().updateCustomers(ids, { company_name: "New", metadata: { a: 1 } }),
      () => service().deleteCustomers(ids),
    ];

    for (const work of works) {
      const plans = await plansOf(work);
      expect(plans.flatMap(({ fullScans }) => fullScans)).toEqual([]);
    }
  });

  it("adds and removes memberships through their indexes", async () => {
    const pairs = [1, 2].map((n) => ({ customer_id: idOf(n), customer_group_id: "cusgroup_50" }));

    expect(await indexScans(() => service().addCustomerToGroup(pairs))).toEqual([
      "Index Scan IDX_customer_group_customer_members",
    ]);
    expect(await indexScans(() => service().removeCustomerFromGroup(pairs))).toEqual([
      "Index Scan IDX_customer_group_customer_customer_id",
      "Index Scan customer_group_customer_pkey",
    ]);
  });

  it("updates, deletes and restores customers through their ids", async () => {
    const ids = [idOf(1), idOf(2)];
    const works = {
      update: () => service().updateCustomers(ids, { company_name: "New" }),
      "soft delete": () => service().softDeleteCustomers(ids),
      restore: () => service().restoreCustomers(ids),
      delete: () => service().deleteCustomers(ids),
    };

    for (const work of Object.values(works)) {
      expect(await indexScans(work)).toContain("Index Scan customer_pkey");
    }
  });
});

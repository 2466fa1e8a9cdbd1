import type { CustomerDTO, FindConfig } from "@medusajs/framework/types";
import { PlansDatabase, ROWS } from "../helpers/databases/plans-database";
import { type Sent, sentStatements } from "../helpers/databases/sent-statements";

/** Members of each group: few enough to be read by key, so many that a walk is tried. */
const MEMBERS = 5_000;
const SPREAD = "cusgroup_spread";
const OLDEST = "cusgroup_oldest";

const ORDER = { created_at: "DESC" };
const FIRST: FindConfig<CustomerDTO> = { order: ORDER, take: 50 };

type Node = {
  "Node Type": string;
  "Index Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  Plans?: Node[];
};

describe(`the first pages of groups of ${MEMBERS} among ${ROWS} customers`, () => {
  const database = new PlansDatabase("walks");

  beforeAll(async () => {
    await database.run(`
      insert into customer_group (id, name) values ('${SPREAD}', 'Spread'), ('${OLDEST}', 'Oldest');
      insert into customer_group_customer (id, customer_id, customer_group_id, unique_membership)
        select 'cusgc_spread' || n, 'cus_' || lpad((n * ${ROWS / MEMBERS})::text, 8, '0'), '${SPREAD}', true
        from generate_series(1, ${MEMBERS}) n
        union all
        select 'cusgc_oldest' || n, 'cus_' || lpad(n::text, 8, '0'), '${OLDEST}', true
        from generate_series(1, ${MEMBERS}) n`);
    await database.analyze();
  });

  const expected = (group: string, skip = 0, more = "") =>
    database.sql(
      `select c.id from customer c join customer_group_customer m on m.customer_id = c.id
       where m.customer_group_id = $1 and c.deleted_at is null ${more}
       order by c.created_at desc, c.id desc limit 50 offset ${skip}`,
      [group],
    );

  /** Runs statements again, and returns how many entries of each index they read. */
  async function entriesRead(statements: readonly Sent[]): Promise<Record<string, number>> {
    const read: Record<string, number> = {};
    const add = (node: Node): void => {
      const index = node["Index Name"];
      if (index !== undefined) {
        read[index] = (read[index] ?? 0) + node["Actual Rows"] * node["Actual Loops"];
      }
      node.Plans?.forEach(add);
    };
    for (const { text, values } of statements) {
      const [plan] = await database.sql<{ "QUERY PLAN": [{ Plan: Node }] }>(
        `explain (analyze, format json) ${text}`,
        values,
      );
      add(plan["QUERY PLAN"][0].Plan);
    }
    return read;
  }

  it.each([
    ["spread over the order", SPREAD],
    ["all at the end of the order", OLDEST],
  ])("are right when the members are %s, on every page", async (_, group) => {
    for (const skip of [0, 50, 200, MEMBERS - 60]) {
      const rows = await database.service.listCustomers({ groups: { id: group } }, { ...FIRST, skip, select: ["id"] });
      expect(rows).toEqual(await expected(group, skip));
    }
  });

  it("are found after few entries of the order's index, and none by key", async () => {
    const sent = await sentStatements(() => database.service.listCustomers({ groups: { id: SPREAD } }, FIRST));
    const read = await entriesRead(sent.slice(-1));

    expect(read.IDX_customer_created_at_id).toBeGreaterThan(900);
    expect(read.IDX_customer_created_at_id).toBeLessThan(2_000);
    expect(read.IDX_customer_live_id).toBeLessThanOrEqual(50);
  });

  it("by email are right on every page, and walk the index of emails", async () => {
    const byEmail: FindConfig<CustomerDTO> = { order: { email: "ASC" }, take: 50 };
    for (const group of [SPREAD, OLDEST]) {
      for (const skip of [0, 50, 200, MEMBERS - 60]) {
        const rows = await database.service.listCustomers(
          { groups: { id: group } },
          { ...byEmail, skip, select: ["id"] },
        );
        expect(rows).toEqual(
          await database.sql(
            `select c.id from customer c join customer_group_customer m on m.customer_id = c.id
             where m.customer_group_id = $1 and c.deleted_at is null
             order by c.email, c.has_account, c.id limit 50 offset ${skip}`,
            [group],
          ),
        );
      }
    }
    const sent = await sentStatements(() => database.service.listCustomers({ groups: { id: SPREAD } }, byEmail));
    const read = await entriesRead(sent.slice(-1));
    expect(read.IDX_customer_email_has_account_unique).toBeLessThan(2_500);
    expect(read.IDX_customer_live_id).toBeLessThanOrEqual(50);
  });

  it("read no more than twice as many entries as there are members, where these are far down", async () => {
    const sent = await sentStatements(() => database.service.listCustomers({ groups: { id: OLDEST } }, FIRST));
    const read = await entriesRead(sent.slice(-1));

    expect(read.IDX_customer_created_at_id).toBe(2 * MEMBERS);
    expect(read.IDX_customer_live_id).toBeLessThanOrEqual(MEMBERS + 50);
  });

  it("of two groups are right on every page, with members of both once in rows and count, and read no whole table", async () => {
    const groups = { id: [SPREAD, OLDEST] };
    const members = `
      from customer c where c.deleted_at is null and c.id in (
        select customer_id from customer_group_customer where customer_group_id in ('${SPREAD}', '${OLDEST}'))`;
    const [{ number }] = await database.sql<{ number: number }>(`select count(*)::int as number ${members}`);
    expect(number).toBeLessThan(2 * MEMBERS);
    for (const skip of [0, 200, number - 20]) {
      const [rows, count] = await database.service.listAndCountCustomers(
        { groups },
        { ...FIRST, skip, select: ["id"] },
      );
      const page = `select c.id ${members} order by c.created_at desc, c.id desc limit 50 offset ${skip}`;
      expect([rows, count]).toEqual([await database.sql(page), number]);
    }
    const plans = await database.plansOf(() => database.service.listAndCountCustomers({ groups }, FIRST));
    expect(plans.flatMap(({ fullScans }) => fullScans)).not.toContain("customer");
    expect(plans.flatMap(({ fullScans }) => fullScans)).not.toContain("customer_group_customer");
  });

  it("with another filter, with deleted customers, and their counts are not walked to", async () => {
    const groups = { id: SPREAD };
    const works = [
      () => database.service.listAndCountCustomers({ groups, has_account: true }, FIRST),
      () => database.service.listAndCountCustomers({ groups }, { ...FIRST, withDeleted: true }),
    ];
    for (const work of works) {
      const plans = await database.plansOf(work);
      expect(plans.flatMap(({ fullScans }) => fullScans)).not.toContain("customer");
      expect(plans.flatMap(({ indexScans }) => indexScans).join()).not.toContain("created_at");
    }
    const [rows, count] = await works[0]();
    expect(rows.map(({ id }) => ({ id }))).toEqual(await expected(SPREAD, 0, "and c.has_account"));
    const [{ number }] = await database.sql<{ number: number }>(
      `select count(*)::int as number from customer c join customer_group_customer m on m.customer_id = c.id
       where m.customer_group_id = $1 and c.deleted_at is null and c.has_account`,
      [SPREAD],
    );
    expect(count).toBe(number);
  });
});

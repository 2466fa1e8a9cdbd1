import type { DuplicateReason } from "../../src/modules/customer/duplicates/duplicate-cursor";
import { CustomerDatabase } from "../helpers/databases/customer-database";
import { withConnection } from "../helpers/databases/databases";
import { planOf, type QueryPlan } from "../helpers/databases/query-plan";
import { sentStatements } from "../helpers/databases/sent-statements";
import { copyTemplate } from "../helpers/databases/template-databases";
import { type RunningModule, runOurModule } from "../helpers/modules/running-module";

/** `CUSTOMERS_ROWS=1000000` measures at the size that the documentation names. */
const ROWS = Number(process.env.CUSTOMERS_ROWS ?? 100_000);

/** Of a thousand customers one has a guest's email, one a phone, and one a name and address that another has too. */
const FILL = `
  insert into customer (id, email, first_name, last_name, phone, has_account)
    select 'cus_' || lpad(n::text, 8, '0'),
      'customer' || case when n % 1000 = 1 then n - 1 else n end || '@example' || n / 1000 || '.com',
      (array['Maria', 'Anna', 'José', 'Wei', 'Fatima', 'John'])[1 + n % 6], 'Surname' || n,
      '+31 6 ' || lpad((case when n % 1000 = 2 then n + 500 else n end * 79 % 100000000)::text, 8, '0'), n % 1000 = 1
    from generate_series(1, ${ROWS}) n;
  insert into customer (id, email, has_account)
    select 'cus_spelled_' || n, 'Customer' || n || '@Example' || n / 1000 || '.com', false
    from generate_series(500, ${ROWS}, 1000) n;
  insert into customer_address (id, customer_id, first_name, last_name, postal_code, address_1)
    select 'cuaddr_' || n, 'cus_' || lpad(n::text, 8, '0'), 'Maria',
      'Surname' || case when n % 1000 = 3 then n + 500 else n end, 1000 + n / 1000, 'Main Street 5'
    from generate_series(1, ${ROWS}) n;`;

describe(`duplicates among ${ROWS} customers`, () => {
  const database = new CustomerDatabase(`customers-duplicates-${process.env.JEST_WORKER_ID ?? 1}`);
  let running: RunningModule<Awaited<ReturnType<typeof runOurModule>>["service"]> | undefined;

  beforeAll(async () => {
    await copyTemplate("module", database.name);
    await database.run(`drop index "IDX_customer_search_text"; ${FILL}`);
    for (const table of ["customer", "customer_address"]) {
      await database.run(`vacuum analyze ${table}`);
    }
    running = await runOurModule({ database: database.name });
  });

  afterAll(async () => {
    await running?.stop();
    await database.drop();
  });

  function service() {
    if (!running) {
      throw new Error("The module did not start.");
    }
    return running.service;
  }

  async function plansOf(reason: DuplicateReason): Promise<QueryPlan[]> {
    const sent = await sentStatements(() => service().duplicates.list({ reason, limit: 20 }));
    return await withConnection(database.name, async (client) => {
      const plans: QueryPlan[] = [];
      for (const statement of sent.filter(({ text }) => /\bcustomer/.test(text))) {
        plans.push(await planOf(client, statement));
      }
      return plans;
    });
  }

  const INDEXES: Record<DuplicateReason, RegExp> = {
    email: /IDX_customer_email_(spelling|has_account_unique)$/,
    phone: /IDX_customer_(phone_key|address_customer_id)$/,
    name_and_address: /IDX_customer_(address_person_key|live_id)$|customer_pkey$/,
  };

  it.each(["email", "phone", "name_and_address"] as const)(
    "by %s: stretches of one index in its order, no table read from end to end, none joined with itself",
    async (reason) => {
      const plans = await plansOf(reason);

      expect(plans.length).toBeGreaterThan(1);
      expect(plans.flatMap(({ fullScans }) => fullScans)).toEqual([]);
      const scans = plans.flatMap(({ indexScans }) => indexScans);
      expect(scans.filter((scan) => !INDEXES[reason].test(scan))).toEqual([]);
      const stretches = plans.filter(({ nodeTypes }) => nodeTypes.includes("CTE Scan"));
      expect(stretches.length).toBeGreaterThan(0);
      for (const { nodeTypes } of stretches) {
        expect(nodeTypes.filter((type) => /Hash Join|Merge Join|Nested Loop/.test(type))).toEqual([]);
      }
    },
  );

  it("of one customer: a constant number of statements, each on an index, none joined with itself", async () => {
    // Customer 2 has the phone of 502, 3 the name and address of 503, 1000 the email of a guest.
    for (const id of [2, 3, 1000].map((n) => `cus_${String(n).padStart(8, "0")}`)) {
      const found: Awaited<ReturnType<ReturnType<typeof service>["duplicates"]["listOf"]>> = [];
      const sent = await sentStatements(async () => {
        found.push(...(await service().duplicates.listOf(id)));
      });
      expect({ id, groups: found.length }).toEqual({ id, groups: 1 });
      const statements = sent.filter(({ text }) => /\bcustomer/.test(text));
      expect(statements.length).toBeLessThanOrEqual(7);
      await withConnection(database.name, async (client) => {
        for (const statement of statements) {
          expect((await planOf(client, statement)).fullScans).toEqual([]);
        }
      });
    }
  });

  it.each(["email", "phone", "name_and_address"] as const)(
    "by %s: finds every group, and nothing else",
    async (reason) => {
      const found: string[] = [];
      let after: string | null | undefined;
      const times: number[] = [];
      while (after !== null) {
        const start = performance.now();
        const page: Awaited<ReturnType<ReturnType<typeof service>["duplicates"]["list"]>> =
          await service().duplicates.list({ reason, limit: 50, after });
        times.push(performance.now() - start);
        found.push(...page.duplicates.map(({ customers }) => customers.map(({ id }) => id).join(" ")));
        after = page.next;
      }

      times.sort((a, b) => a - b);
      const [median, slowest] = [times[times.length >> 1], times[times.length - 1]].map(Math.round);
      process.stdout.write(
        `duplicates by ${reason}: ${found.length} groups, ${times.length} pages, ms a page: median ${median}, most ${slowest}\n`,
      );
      const groups = { email: 2 * (ROWS / 1_000) - 1, phone: ROWS / 1_000, name_and_address: ROWS / 1_000 };
      expect(new Set(found).size).toBe(found.length);
      expect(found).toHaveLength(groups[reason]);
    },
  );
});

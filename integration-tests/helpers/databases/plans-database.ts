import type CustomerModuleService from "../../../src/modules/customer/service";
import { until } from "../timing/until";
import { migrateOurs } from "./migrations";
import { ModuleDatabase } from "./module-database";
import type { QueryPlan } from "./query-plan";
import { copyOf } from "./template-databases";

/** How many customers there are, each with an address and a membership. */
export const ROWS = 100_000;
const GROUPS = 100;

/** The id of the n-th customer, from 1. */
export const idOf = (n: number): string => `cus_${String(n).padStart(8, "0")}`;

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

/** Reading them from end to end is right: a hundred groups are on two pages, and the live count is a few rows. */
export const SMALL_TABLES: ReadonlySet<string> = new Set(["customer_group", "customer_count"]);

/** A database with many customers, and the module on it, for the tests of a file. */
export class PlansDatabase {
  private readonly module: ModuleDatabase;

  /** @param purpose distinguishes the database from those of other files */
  constructor(purpose: string) {
    this.module = new ModuleDatabase(purpose, ({ name }) => copyOf("plans", name, () => this.fill()));
  }

  get service(): CustomerModuleService {
    return this.module.service;
  }

  plansOf(work: () => Promise<unknown>): Promise<QueryPlan[]> {
    return this.module.plansOf(work);
  }

  run(statements: string): Promise<void> {
    return this.module.database.run(statements);
  }

  sql<Result extends object>(statement: string, values: readonly unknown[] = []): Promise<Result[]> {
    return this.module.database.sql<Result>(statement, values);
  }

  /** The ways in which indexes are read, over all statements. No table may be read from end to end. */
  async indexScans(work: () => Promise<unknown>): Promise<string[]> {
    const plans = await this.plansOf(work);
    expect(plans.flatMap(({ fullScans }) => fullScans).filter((table) => !SMALL_TABLES.has(table))).toEqual([]);
    return [...new Set(plans.flatMap((plan) => plan.indexScans))].sort();
  }

  /** Has the planner see the rows as they are now. While a connection holds an older snapshot, no page counts as visible to all. */
  async analyze(): Promise<void> {
    for (const table of ["customer", "customer_address", "customer_group", "customer_group_customer"]) {
      await until(async () => {
        await this.run(`vacuum analyze ${table}`);
        const [{ visible }] = await this.sql<{ visible: boolean }>(
          "select relallvisible >= 0.9 * relpages as visible from pg_class where oid = $1::regclass",
          [table],
        );
        return visible;
      });
    }
  }

  private async fill(): Promise<void> {
    const { name } = this.module.database;
    await migrateOurs(name);
    // The trigger writes the search text; the index is built afterwards, because that is quicker than keeping it.
    await this.run(`drop index "IDX_customer_search_text"; ${FILL}`);
    await migrateOurs(name);
    await this.analyze();
  }
}

import type CustomerModuleService from "../../src/modules/customer/service";
import { CustomerDatabase } from "../helpers/databases/customer-database";
import { withConnection } from "../helpers/databases/databases";
import { planOf } from "../helpers/databases/query-plan";
import { everythingSent, type Sent, sentStatements } from "../helpers/databases/sent-statements";
import { copyTemplate } from "../helpers/databases/template-databases";
import { importClient, openedOf, rowsOf } from "../helpers/imports/imports";
import { type RunningModule, runOurModule } from "../helpers/modules/running-module";

const ROWS = 100_000;
const FILE = 400;

/** Many customers with an address and a group each, merges, invitations, changes of email, and rows of another import that waits. */
const FILL = `
  insert into customer_group (id, name) values ('cusgroup_1', 'gold');
  insert into customer (id, external_id, email)
    select 'cus_' || n, 'E' || n, 'customer' || n || '@x.io' from generate_series(1, ${ROWS}) n;
  insert into customer_address (id, customer_id, city)
    select 'cuaddr_' || n, 'cus_' || n, 'Town' from generate_series(1, ${ROWS}) n;
  insert into customer_group_customer (id, customer_id, customer_group_id, unique_membership)
    select 'cusgc_' || n, 'cus_' || n, 'cusgroup_1', true from generate_series(1, ${ROWS}) n;
  insert into customer (id, external_id, email, deleted_at)
    select 'cus_merged_' || n, 'M' || n, 'merged' || n || '@x.io', now() from generate_series(1, ${ROWS / 10}) n;
  insert into customer_merge (id, merged_id, survivor_id)
    select 'cusmrg_' || n, 'cus_merged_' || n, 'cus_' || n from generate_series(1, ${ROWS / 10}) n;
  insert into customer_invitation (id, customer_id, state)
    select 'cusinv_' || n, 'cus_' || n, 'sent' from generate_series(1, ${ROWS / 10}) n;
  insert into customer_email_change (id, customer_id, new_email, state, requested_by, token_hash, expires_at)
    select 'cusech_' || n, 'cus_' || n, 'x@x.io', 'confirmed', 'admin', 'hash ' || n, now()
    from generate_series(1, ${ROWS / 10}) n;
  insert into customer_import_row (import_id, line, new_id, clears, raw)
    select 'cusimp_0', n, 'cus_new_' || n, 0, '' from generate_series(2, ${ROWS}) n;
  analyze;`;

/** Rows of which half are there, some by id, a tenth were merged, and the others are new. */
const FILE_ROWS = rowsOf(
  Array.from({ length: FILE }, (_, index) => {
    const n = index * 50 + 1;
    const address = { address_name: "Home", city: index % 3 ? "Town" : "City" };
    const others = { first_name: `Name ${n}`, groups: ["gold", "silver"], addresses: [address] };
    const key = index % 2 ? { external_id: `E${n}` } : { external_id: `new ${n}`, email: `new${n}@x.io` };
    if (index % 10 === 4) {
      return {
        ...(index % 20 === 4 ? { external_id: `M${index + 1}` } : { email: `merged${index + 1}@x.io` }),
        ...others,
      };
    }
    return { ...(index % 10 === 1 ? { id: `cus_${n}` } : key), ...others };
  }),
);

describe(`the plans of an import of ${FILE} rows beside ${ROWS} customers`, () => {
  const database = new CustomerDatabase(`customers-import-plans-${process.env.JEST_WORKER_ID ?? 1}`);
  let running: RunningModule<CustomerModuleService> | undefined;

  beforeAll(async () => {
    await copyTemplate("module", database.name);
    await database.run(FILL);
    running = await runOurModule({ database: database.name });
  });

  afterAll(async () => {
    await running?.stop();
    await database.drop();
  });

  async function fullScans(sent: readonly Sent[]): Promise<string[]> {
    return await withConnection(database.name, async (client) => {
      const found: string[] = [];
      for (const statement of sent.filter(({ text }) => /^\s*(with|select|insert|update|delete)\b/.test(text))) {
        const plan = await planOf(client, statement);
        found.push(
          ...plan.fullScans.filter((table) => !/^customer_(import|import_error|import_refused|group)$/.test(table)),
        );
      }
      return found;
    });
  }

  it("read indexes, and no table from end to end, neither when the rows are checked nor when they are stored", async () => {
    if (!running) {
      throw new Error("The module did not start.");
    }
    const { service } = running;
    const { claim } = importClient(service);
    const { id } = await service.imports.create({ options: { create_groups: true, accounts_by_email: "skip" } });
    const reading = await claim(id);
    const checking = await sentStatements(() => service.importRuns.validate(reading, openedOf(FILE_ROWS)));
    // The fold reads the import's rows once, and a view of PostgreSQL is asked for old statistics.
    const onlyKeys = checking.filter(({ text }) => !/with repeats as|pg_stat_user_tables/.test(text));
    expect(onlyKeys.length).toBeGreaterThan(10);
    expect(await fullScans(onlyKeys)).toEqual([]);

    await service.imports.confirm(id);
    const run = await claim(id);
    const storing = await sentStatements(() => service.importRuns.storeBatch(run));
    expect(storing.length).toBeGreaterThan(15);
    expect(await fullScans(storing)).toEqual([]);
    expect(await service.imports.retrieve(id)).toMatchObject({
      ...{ created: FILE / 2 - FILE / 10, updated: FILE / 2, skipped: FILE / 10 },
    });
  });

  it("find the customers of a whole batch and their addresses by indexes, and leave the planner's costs as they were", async () => {
    if (!running) {
      throw new Error("The module did not start.");
    }
    const { service } = running;
    const reading = await importClient(service).claim((await service.imports.create({})).id);
    const batch = Array.from({ length: 1_000 }, (_, n) => ({
      external_id: `E${n + 1}`,
      email: `customer${n + 1}@x.io`,
      addresses: [{ address_name: "Home", city: "Town" }],
    }));
    const sent = await everythingSent(() => service.importRuns.validate(reading, openedOf(rowsOf(batch))));
    const settings = (statements: readonly Sent[]) => statements.filter(({ text }) => /random_page_cost/.test(text));
    const places = [/left join known own/, /same as \(/].map((part) => sent.findIndex(({ text }) => part.test(text)));

    for (const [index, table] of ["customer", "customer_address"].entries()) {
      const place = places[index];
      const scans = async (isAsked: boolean) =>
        await withConnection(database.name, async (client) => {
          // Where a page by an index costs this much, a scan of this table is the cheaper plan.
          await client.query("set random_page_cost = 20");
          await client.query("begin");
          for (const { text, values } of isAsked ? settings(sent.slice(0, place)) : []) {
            await client.query(text, values);
          }
          return (await planOf(client, sent[place])).fullScans;
        });
      expect(
        await withConnection(database.name, async (client) => (await planOf(client, sent[place])).repeatedWork),
      ).toEqual([]);
      expect(await scans(true)).not.toContain(table);
      expect(await scans(false)).toContain(table);
    }
    const [after] = settings(sent.slice(Math.max(...places)));
    expect(after.text).toBe("set local random_page_cost to default");
  });
});

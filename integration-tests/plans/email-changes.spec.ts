import type CustomerModuleService from "../../src/modules/customer/service";
import { CustomerDatabase } from "../helpers/databases/customer-database";
import { withConnection } from "../helpers/databases/databases";
import { planOf } from "../helpers/databases/query-plan";
import { sentStatements } from "../helpers/databases/sent-statements";
import { copyTemplate } from "../helpers/databases/template-databases";
import { type RunningModule, runOurModule } from "../helpers/modules/running-module";

const ROWS = 20_000;

/** Everybody has changed their email before, and every hundredth customer waits for a confirmation. */
const FILL = `
  insert into customer (id, email, has_account)
    select 'cus_' || n, 'customer' || n || '@x.io', true from generate_series(1, ${ROWS}) n;
  insert into customer_email_change (id, customer_id, new_email, state, requested_by, token_hash, expires_at)
    select 'cusech_' || n, 'cus_' || n, 'new' || n || '@x.io', case when n % 100 = 0 then 'pending' else 'confirmed' end,
      'admin', md5(n::text), now() + interval '1 day'
    from generate_series(1, ${ROWS}) n;
  analyze customer; analyze customer_email_change;`;

describe(`the plans for ${ROWS} changes of email`, () => {
  const database = new CustomerDatabase(`customers-email-plans-${process.env.JEST_WORKER_ID ?? 1}`);
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

  const works: Record<string, (service: CustomerModuleService) => Promise<unknown>> = {
    "a request": (service) =>
      service.emailChanges.request({ customer_id: "cus_1", email: "other@x.io", requested_by: "customer" }),
    "a confirmation": (service) => service.emailChanges.redeem({ token: "unknown" }).catch(() => {}),
    "a cancellation": (service) => service.emailChanges.cancel("cus_100"),
    "the change that waits": (service) => service.emailChanges.retrievePending("cus_200"),
    "an approval": (service) => service.emailChanges.approve("unknown").catch(() => {}),
    "the job": (service) => service.emailChanges.expire(),
    "the job that forgets": (service) => service.emailChanges.deleteOld(),
  };

  it.each(Object.entries(works))("%s reads indexes, and no table from end to end", async (_, work) => {
    if (!running) {
      throw new Error("The module did not start.");
    }
    const { service } = running;
    const sent = (await sentStatements(() => work(service))).filter(({ text }) => /\bcustomer/.test(text));
    expect(sent.length).toBeGreaterThan(0);
    const plans = await withConnection(database.name, async (client) => {
      const found: Awaited<ReturnType<typeof planOf>>[] = [];
      for (const statement of sent.filter(({ text }) => !/^\s*insert/.test(text))) {
        found.push(await planOf(client, statement));
      }
      return found;
    });
    expect(plans.flatMap(({ fullScans }) => fullScans)).toEqual([]);
    expect(plans.flatMap(({ indexScans }) => indexScans).length).toBeGreaterThan(0);
  });
});

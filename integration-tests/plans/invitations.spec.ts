import type CustomerModuleService from "../../src/modules/customer/service";
import { CustomerDatabase } from "../helpers/databases/customer-database";
import { withConnection } from "../helpers/databases/databases";
import { planOf } from "../helpers/databases/query-plan";
import { sentStatements } from "../helpers/databases/sent-statements";
import { copyTemplate } from "../helpers/databases/template-databases";
import { type RunningModule, runOurModule } from "../helpers/modules/running-module";

const ROWS = 20_000;

/** Everybody was invited, most have come; every hundredth still waits for the mail, every fiftieth has it. */
const FILL = `
  insert into customer (id, email, has_account)
    select 'cus_' || n, 'customer' || n || '@x.io', true from generate_series(1, ${ROWS}) n;
  insert into customer_invitation (id, customer_id, state, email, token_hash, sent_at, expires_at)
    select 'cusinv_' || n, 'cus_' || n,
      case when n % 100 = 0 then 'waiting' when n % 50 = 0 then 'sent' else 'accepted' end,
      case when n % 100 > 0 then 'customer' || n || '@x.io' end, case when n % 100 > 0 then md5(n::text) end,
      case when n % 100 > 0 then now() end, case when n % 100 > 0 then now() + n * interval '1 minute' end
    from generate_series(1, ${ROWS}) n;
  analyze customer; analyze customer_invitation;`;

describe(`the plans for ${ROWS} invitations`, () => {
  const database = new CustomerDatabase(`customers-invitation-plans-${process.env.JEST_WORKER_ID ?? 1}`);
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
    "the job that sends": (service) => service.invitations.lease({ limit: 10 }),
    "an invitation": (service) => service.invitations.create({ customer_ids: ["cus_50", "cus_51"], renew: true }),
    "whom a token would let in": (service) => service.invitations.findCustomer("unknown").catch(() => {}),
    "an acceptance": (service) => service.invitations.redeem("unknown").catch(() => {}),
    "a cancellation": (service) => service.invitations.cancel("cus_150"),
    "the last invitation of a customer": (service) => service.invitations.retrieveLast("cus_200"),
    "the last page of an import's invitations": (service) =>
      service.invitations.list({ import_id: "cusimp_1" }, { limit: 20, offset: 0 }),
    "those of an import that are sent": (service) =>
      service.invitations.release({ state: "held", import_id: "cusimp_1" }).catch(() => {}),
    "the job that marks what has run out": (service) => service.invitations.expire(),
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

  it("the job that sends finds what waits by an index on the state", async () => {
    if (!running) {
      throw new Error("The module did not start.");
    }
    const { service } = running;
    const sent = await sentStatements(() => service.invitations.lease({ limit: 10 }));
    const [statement] = sent.filter(({ text }) => /\bcustomer_invitation\b/.test(text));
    const plan = await withConnection(database.name, (client) => planOf(client, statement));
    expect(plan.indexScans.join()).toMatch(/IDX_customer_invitation_(waiting|state)/);
  });
});

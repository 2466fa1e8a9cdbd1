import type CustomerModuleService from "../../src/modules/customer/service";
import { CustomerDatabase } from "../helpers/databases/customer-database";
import { withConnection } from "../helpers/databases/databases";
import { planOf } from "../helpers/databases/query-plan";
import { sentStatements } from "../helpers/databases/sent-statements";
import { copyTemplate } from "../helpers/databases/template-databases";
import { type RunningModule, runOurModule } from "../helpers/modules/running-module";

const ROWS = 20_000;

/** Every second customer was merged away long ago; five merges were broken off, and five ended half an hour ago. */
const FILL = `
  insert into customer (id, email, has_account, deleted_at)
    select 'cus_' || n, 'customer' || n || '@x.io', true, case when n % 2 = 0 then now() end
    from generate_series(1, ${ROWS}) n;
  insert into customer_merge (id, merged_id, survivor_id, kind, run_id, heartbeat_at, completed_at, settled_at)
    select 'cusmrg_' || n, 'cus_' || 2 * n, 'cus_' || 2 * n - 1, 'claim', 'run', now() - interval '1 hour',
      case when n > 5 then now() - interval '30 minutes' end, case when n > 10 then now() end
    from generate_series(1, ${ROWS / 2}) n;
  analyze customer; analyze customer_merge;`;

describe(`the plans for ${ROWS / 2} merges`, () => {
  const database = new CustomerDatabase(`customers-merge-plans-${process.env.JEST_WORKER_ID ?? 1}`);
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

  const run = { id: "cusmrg_1", run_id: "run", survivor_id: "cus_1" };
  const works: Record<string, (service: CustomerModuleService) => Promise<unknown>> = {
    "what the job takes up": (service) => service.merges.listUnfinished(),
    "what the job looks at again": (service) => service.merges.listToRecheck(),
    "a claim that has not ended": (service) => service.merges.findUnfinishedClaim("cus_1"),
    "one merge": (service) => service.merges.find("cusmrg_1"),
    "whether somebody was merged": (service) => service.merges.isAnyMerged(["cus_1", "cus_2"]),
    "whether a merge of somebody has not ended": (service) =>
      service.merges.assertNoneUnfinished(["cus_101", "cus_103"]),
    "a sign of life": (service) => service.merges.heartbeat(run),
    "whether it can be undone": (service) => service.merges.checkReversible(run),
    "a preview": (service) => service.merges.preview({ customer_ids: ["cus_101", "cus_103"] }),
  };

  it.each(Object.entries(works))("%s reads indexes, and no table of many rows from end to end", async (_, work) => {
    if (!running) {
      throw new Error("The module did not start.");
    }
    const { service } = running;
    const sent = (await sentStatements(() => work(service))).filter(({ text }) => /\bcustomer/.test(text));
    expect(sent.length).toBeGreaterThan(0);
    const plans = await withConnection(database.name, (client) =>
      Promise.all(sent.map((statement) => planOf(client, statement))),
    );
    const large = new Set(["customer", "customer_merge"]);
    expect(plans.flatMap(({ fullScans }) => fullScans).filter((table) => large.has(table))).toEqual([]);
    expect(plans.flatMap(({ indexScans }) => indexScans).length).toBeGreaterThan(0);
  });
});

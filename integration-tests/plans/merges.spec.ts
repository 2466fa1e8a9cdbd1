import { describePlans } from "../helpers/databases/describe-plans";

const ROWS = 20_000;

/** Every second customer is merged; five merges were interrupted, and five ended half an hour ago. */
const FILL = `
  insert into customer (id, email, has_account, deleted_at)
    select 'cus_' || n, 'customer' || n || '@x.io', true, case when n % 2 = 0 then now() end
    from generate_series(1, ${ROWS}) n;
  insert into customer_merge (id, merged_id, survivor_id, kind, run_id, heartbeat_at, completed_at, rechecked_at)
    select 'cusmrg_' || n, 'cus_' || 2 * n, 'cus_' || 2 * n - 1, 'claim', 'run', now() - interval '1 hour',
      case when n > 5 then now() - interval '30 minutes' end, case when n > 10 then now() end
    from generate_series(1, ${ROWS / 2}) n;
  analyze customer; analyze customer_merge;`;

const run = { id: "cusmrg_1", run_id: "run", survivor_id: "cus_1" };

describePlans(`the plans for ${ROWS / 2} merges`, {
  purpose: "merges",
  fill: FILL,
  largeTables: ["customer", "customer_merge"],
  works: {
    "the merges that the job takes over": (service) => service.merges.listUnfinished(),
    "the merges that the job rechecks": (service) => service.merges.listToRecheck(),
    "a claim that has not ended": (service) => service.merges.findUnfinishedClaim("cus_1"),
    "one merge": (service) => service.merges.find("cusmrg_1"),
    "whether a customer was merged": (service) => service.merges.isAnyMerged(["cus_1", "cus_2"]),
    "whether a merge of a customer is unfinished": (service) =>
      service.merges.assertNoneUnfinished(["cus_101", "cus_103"]),
    "a heartbeat": (service) => service.merges.heartbeat(run),
    "whether it can be undone": (service) => service.merges.checkReversible(run),
    "who was merged into a customer": (service) => service.merges.listMergedInto("cus_101", { limit: 20, offset: 0 }),
    "a preview": (service) => service.merges.preview({ customer_ids: ["cus_101", "cus_103"] }),
  },
});

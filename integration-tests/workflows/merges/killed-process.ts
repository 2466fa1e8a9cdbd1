import { type ChildProcess, spawn } from "node:child_process";
import { dirname, join, resolve } from "node:path";
import { databaseUrl, withConnection } from "../../helpers/databases/databases";
import { createLogin, createTwoCustomers } from "../../helpers/http/two-customers";
import { childEnvironment } from "../../helpers/run/child-environment";
import { runJob } from "../../helpers/stores/jobs";
import { SentEvents } from "../../helpers/stores/sent-events";
import type { Store } from "../../helpers/stores/store";
import { until } from "../../helpers/timing/until";

const STORE = resolve(__dirname, "../../../examples/store");
const MEDUSA = join(dirname(require.resolve("@medusajs/cli/package.json")), "cli.js");
const SCRIPT = resolve(__dirname, "../../helpers/merges/merge-process.js");

/** Another process of the same shop, which merges the two. */
function mergeElsewhere(database: string, ids: readonly string[]): { child: ChildProcess; said: () => string } {
  const child = spawn(process.execPath, [MEDUSA, "exec", SCRIPT, ...ids], {
    cwd: STORE,
    env: {
      ...childEnvironment(),
      NODE_ENV: "development",
      DATABASE_URL: databaseUrl(database),
      // Types are checked elsewhere.
      TS_NODE_TRANSPILE_ONLY: "true",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stdout?.on("data", (chunk) => (said += chunk));
  child.stderr?.on("data", (chunk) => (said += chunk));
  return { child, said: () => said };
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = new Promise((done) => child.once("exit", done));
  child.kill("SIGKILL");
  await ended;
}

export default function mergesKilledProcess(store: Store): void {
  it("a process that is killed in the middle of a merge: another one's job moves what is left and sends what was never sent", async () => {
    const { registered, guest, orderId, cartId, groupId } = await createTwoCustomers(store, "killed");
    const login = await createLogin(store, guest.id, { provider: "emailpass", entity_id: "ada@x.io" });
    const [{ name }] = await store.sql<{ name: string }>("select current_database() as name");
    const owners = async () => {
      const rows = await store.sql<{ customer_id: string }>(
        `select app_metadata ->> 'customer_id' as customer_id from auth_identity where id = ?
         union all select customer_id from cart where id = ? union all select customer_id from "order" where id = ?`,
        [login, cartId, orderId],
      );
      return rows.map(({ customer_id }) => customer_id);
    };
    const events = new SentEvents(store);

    await withConnection(name, async (gate) => {
      // Orders can be read and not written: the other process comes that far and no further.
      await gate.query(`begin; lock table "order" in share mode`);
      const { child, said } = mergeElsewhere(name, [guest.id, registered.id]);
      const waits = async () => {
        if (child.exitCode !== null) {
          throw new Error(`The other process has ended: ${said()}`);
        }
        await gate.query("select pg_stat_clear_snapshot()");
        const { rows } = await gate.query(
          `select 1 from pg_stat_activity
           where datname = current_database() and wait_event_type = 'Lock' and query ilike '%update%order%'`,
        );
        return rows.length > 0;
      };
      try {
        await until(waits);
      } finally {
        await kill(child);
        await gate.query("commit");
      }
    });

    expect(await owners()).toEqual([registered.id, registered.id, guest.id]);
    await runJob(store, "customers-resume-merges");
    expect(await owners()).toEqual([registered.id, registered.id, guest.id]);

    await store.sql("update customer_merge set heartbeat_at = now() - interval '6 minutes'");
    await runJob(store, "customers-resume-merges");

    expect(await owners()).toEqual(Array(3).fill(registered.id));
    expect(await events.all("customer.merged")).toEqual([{ id: registered.id, merged_id: guest.id }]);
    expect(await events.all("customer_group.customers_added")).toEqual([
      { id: groupId, customer_ids: [registered.id] },
    ]);
    events.stop();
    expect(await store.sql("select 1 from customer_merge where completed_at is not null")).toHaveLength(1);
  });
}

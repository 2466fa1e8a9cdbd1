import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { Cluster } from "./cluster";

/** Work that a job or a run still has to do. */
const OPEN_WORK = `
  select 'import' as kind, id, state from customer_import where state in ('uploaded', 'validating', 'importing')
  union all select 'export', id, state from customer_export where state in ('pending', 'running')
  union all select 'merge', id, 'open' from customer_merge where completed_at is null
  union all select 'invitation', id, state from customer_invitation where state = 'waiting'
  union all select 'change of email', id, state from customer_email_change
    where state = 'confirmed' and completed_at is null`;

/** Leases of runs that died expire now, and not within minutes: nothing has been killed for a while. */
const EXPIRE = [
  `update customer_export set heartbeat_at = now() - interval '1 hour'
   where state = 'running' and heartbeat_at < now() - interval '15 seconds'`,
  `update customer_merge set heartbeat_at = now() - interval '1 hour'
   where completed_at is null and coalesce(heartbeat_at, created_at) < now() - interval '15 seconds'`,
  `update customer_invitation set sent_at = now() - interval '1 hour'
   where state = 'waiting' and sent_at < now() - interval '15 seconds'`,
  `update customer_email_change set updated_at = now() - interval '3 minutes'
   where state = 'confirmed' and completed_at is null
     and updated_at between now() - interval '2 minutes' and now() - interval '15 seconds'`,
];

/** The queues of Medusa's event bus, as BullMQ names them. */
const QUEUES = ["LLEN wait", "LLEN active", "ZCARD prioritized", "ZCARD delayed"].map((command) =>
  command.replace(" ", " RedisEventBusService:events-queue:"),
);

export type OpenWork = { kind: string; id: string; state: string };

/** Waits until no work is open and no event waits. Returns what still is when the time is over. */
export async function settle(
  cluster: Cluster,
  { seconds, isImpatient }: { seconds: number; isImpatient: boolean },
): Promise<OpenWork[]> {
  for (const deadline = Date.now() + seconds * 1_000; ; await delay(500)) {
    const events = await countEvents(cluster.redisPort);
    const open = await cluster.sql<OpenWork>(OPEN_WORK);
    if (events > 0) {
      open.push({ kind: "event", id: "", state: `${events} in the queue` });
    }
    if (!open.length || Date.now() > deadline) {
      return open;
    }
    if (isImpatient) {
      for (const statement of EXPIRE) {
        await cluster.sql(statement);
      }
    }
  }
}

/** Asks Redis how many events wait or are being handled. */
function countEvents(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect({ port, host: "127.0.0.1" }, () => socket.write(`${QUEUES.join("\r\n")}\r\n`));
    socket.once("error", reject);
    socket.on("data", (data) => {
      text += data.toString();
      const numbers = [...text.matchAll(/:(\d+)\r\n/g)].map(([, number]) => Number(number));
      if (numbers.length === QUEUES.length) {
        socket.destroy();
        resolve(numbers.reduce((sum, number) => sum + number, 0));
      }
    });
  });
}

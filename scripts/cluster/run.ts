import { type Check, checkAll } from "./checks";
import { Cluster } from "./cluster";
import { type ConnectionUse, ConnectionWatch } from "./connections";
import { killInTurn } from "./kills";
import type { RequestCounts } from "./load/client";
import { Load } from "./load/load";
import { countMails, type Mails } from "./mails";
import type { Kill } from "./part";
import { RunWatch, type TakeOvers } from "./runs";
import { settle } from "./settle";

export type RunOptions = {
  redisServer: string;
  pgBouncer?: string;
  /** Minutes of load. 0: as long as it takes to kill each kind of part once. */
  minutes: number;
  importRows: number;
  notice: (line: string) => void;
};

export type ClusterReport = {
  minutes: number;
  import_rows: number;
  kills: Kill[];
  requests: RequestCounts;
  take_overs: TakeOvers;
  connections: Record<string, ConnectionUse>;
  mails: Mails;
  work: Record<string, number>;
  checks: Check[];
};

/** Runs the cluster under load while its parts are killed, and checks what must hold. */
export async function runCluster({
  minutes,
  importRows,
  redisServer,
  pgBouncer,
  notice,
}: RunOptions): Promise<ClusterReport> {
  const cluster = new Cluster({ redisServer, pgBouncer, notice });
  const isShort = minutes === 0;
  const during = () => {
    notice(isShort ? "Load, and a kill of each kind of part" : `Load and kills for ${minutes} minutes`);
    const until = isShort ? Number.POSITIVE_INFINITY : Date.now() + minutes * 60_000;
    return killInTurn(cluster, { until, once: isShort, pause: isShort ? 2_000 : 10_000 }, notice);
  };
  try {
    await cluster.start();
    return await runLoad(cluster, { importRows, notice, isImpatient: isShort, during });
  } finally {
    await cluster.stop();
  }
}

export type LoadPlan = {
  importRows: number;
  notice: (line: string) => void;
  /** Leases of runs that died do not take their time to expire. */
  isImpatient: boolean;
  /** What happens to the parts under the load, which goes on until it has ended. */
  during: () => Promise<Kill[]>;
};

/** Puts load on a cluster, waits until all work has ended, and checks what must hold. */
export async function runLoad(
  cluster: Cluster,
  { importRows, notice, isImpatient, during }: LoadPlan,
): Promise<ClusterReport> {
  const begin = Date.now();
  const load = new Load(cluster, importRows);
  const watch = new RunWatch(cluster);
  const connections = new ConnectionWatch(cluster);
  watch.start();
  await connections.start();
  await load.start();
  const kills = await during();
  await load.untilMixed();
  const { stuck } = await load.finish();
  notice("Waiting until all work has ended");
  const open = await settle(cluster, { seconds: 420, isImpatient });
  await load.invitations.finish();
  await load.shop.logInAdmin();
  const ends = [...cluster.parts.values()].filter((part) => part.ends > 0).map(({ name, ends }) => `${name}: ${ends}`);
  const mails = await countMails(cluster);
  const checks = await checkAll(cluster, load, { kills, stuck, open, ends, mails });
  return {
    minutes: Math.round((Date.now() - begin) / 6_000) / 10,
    import_rows: importRows,
    kills,
    requests: load.shop.client.counts,
    take_overs: await watch.stop(),
    connections: await connections.stop(),
    mails,
    work: {
      registrations: load.registrations.finished,
      merges: load.groupsAndMerges.merged.length,
      "both logins unlinked at once": load.lastLogins.rounds,
      "changes of email requested": load.emailChanges.requested,
      "changes of email confirmed": load.emailChanges.confirmed,
      invitations: load.invitations.invited,
      "invitations accepted": load.invitations.accepted,
      "acceptances whose process died before the login, and that were repeated": load.invitations.interrupted,
      exports: load.files.exports.length,
    },
    checks,
  };
}

import { setTimeout as delay } from "node:timers/promises";
import { type Check, check } from "./checks";
import { Cluster } from "./cluster";
import { buildOlder } from "./older-build";
import type { Kill } from "./part";
import { type ClusterReport, runLoad } from "./run";

/** The server and the worker that begin with the older build. */
const OLDER = ["server-1", "worker-1"];

export type UpgradeOptions = {
  /** The commit of the older build: a tag, a branch or a hash. */
  ref: string;
  redisServer: string;
  /** Minutes of load on both builds, and again from the moment when the older processes follow. */
  minutes: number;
  importRows: number;
  notice: (line: string) => void;
};

export type UpgradeReport = { commit: string; beside: ClusterReport; after: ClusterReport };

/**
 * Runs a server and a worker of an older build beside those of this one, on one database that this build has migrated. Then the older
 * two are stopped and started with this build, under load. Checks what must hold after each of the two.
 */
export async function runUpgrade(options: UpgradeOptions): Promise<UpgradeReport> {
  const { ref, redisServer, notice, importRows } = options;
  const older = await buildOlder(ref, notice);
  const upgraded = new Set<string>();
  const storeOf = (name: string) => (OLDER.includes(name) && !upgraded.has(name) ? older.store : undefined);
  const cluster = new Cluster({ redisServer, notice, storeOf });
  const milliseconds = options.minutes * 60_000;
  try {
    await cluster.start();
    notice(`Load on ${OLDER.join(" and ")} of ${older.commit}, and on the others of this build`);
    const plan = { importRows, isImpatient: true, notice };
    const beside = await runLoad(cluster, { ...plan, during: () => delay(milliseconds, []) });
    beside.checks.push(...checkBuilds(cluster, beside));
    notice("Load while the older processes follow");
    const follow = async () => {
      const restarts: Kill[] = [];
      for (const name of OLDER) {
        await delay(milliseconds / 4);
        upgraded.add(name);
        restarts.push(await restart(cluster, name));
        notice(`${name} runs this build`);
      }
      await delay(milliseconds / 2);
      return restarts;
    };
    // One row more: the feed has a line for each import, and the lines of two imports differ.
    const after = await runLoad(cluster, { ...plan, importRows: importRows + 1, during: follow });
    return { commit: older.commit, beside, after };
  } finally {
    await cluster.stop();
    await older.delete();
  }
}

/** While no process restarts there is no reason for a 503, and both builds have to answer. */
function checkBuilds(cluster: Cluster, { requests }: ClusterReport): Check[] {
  const refused = Object.entries(requests).filter(([, { statuses }]) => statuses[503]);
  const answers = cluster.servers.map((name) => cluster.successesOf(name));
  return [
    check("both builds answer requests", Math.min(...answers) > 0, answers),
    check("no request gets 503 while no process restarts", refused.length === 0, refused),
  ];
}

async function restart(cluster: Cluster, name: string): Promise<Kill> {
  const part = cluster.part(name);
  const begin = Date.now();
  await part.stop();
  const stopped = Date.now();
  await part.start();
  const started = Date.now();
  await part.ready();
  return { part: name, down_ms: stopped - begin, start_ms: started - stopped, answer_ms: Date.now() - started };
}

import { setTimeout as delay } from "node:timers/promises";
import type { Cluster } from "./cluster";
import type { Kill } from "./part";

/** The order of the kills; parts of one turn die together, as on one machine. */
const TURNS = [["worker-1"], ["server-1"], ["redis"], ["postgres"], ["worker-2", "server-2"], ["redis"], ["postgres"]];

/** One kill of each kind of part. */
const EACH_KIND = [["worker-1", "server-1"], ["redis"], ["postgres"]];

/** Milliseconds that a part is away: requests and jobs meet it. */
const AWAY = 2_000;

export type KillPlan = {
  /** No kill begins after this. */
  until: number;
  /** Each kind of part once, and no more. */
  once: boolean;
  /** Milliseconds between a restart and the next kill. */
  pause: number;
};

/** Kills the parts in turn and restarts each, as its supervisor would. */
export async function killInTurn(
  cluster: Cluster,
  { until, once, pause }: KillPlan,
  notice: (line: string) => void,
): Promise<Kill[]> {
  const kills: Kill[] = [];
  const turns = once ? EACH_KIND : TURNS;
  for (let turn = 0; Date.now() < until && !(once && turn >= turns.length); turn++) {
    await delay(pause);
    const killed = await Promise.all(turns[turn % turns.length].map((name) => killAndRestart(cluster, name)));
    kills.push(...killed);
    for (const { part, start_ms, answer_ms } of killed) {
      notice(`Killed ${part}: started again in ${start_ms} ms, requests are answered ${answer_ms} ms later`);
    }
  }
  return kills;
}

async function killAndRestart(cluster: Cluster, name: string): Promise<Kill> {
  const part = cluster.part(name);
  const killed = Date.now();
  await part.kill();
  await delay(AWAY);
  const restart = Date.now();
  await part.start();
  const started = Date.now();
  await part.ready();
  return { part: name, down_ms: restart - killed, start_ms: started - restart, answer_ms: Date.now() - started };
}

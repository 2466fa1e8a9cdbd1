import { spawnSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { type ProcessGroup, startProcessGroup } from "../dev-database/process-group";
import { SetupError } from "../setup-error";

const START_TIMEOUT_MILLISECONDS = 30_000;
const POLL_MILLISECONDS = 50;

/** Says why no Redis can run, and what to do. */
export const NO_REDIS =
  "There is no redis-server on this machine. Install it (Debian: apt-get install redis-server), " +
  "or set REDIS_SERVER to the path of the program.";

/** The program of the Redis server: REDIS_SERVER, or the system's. undefined: this machine has none. */
export function findRedisServer(): string | undefined {
  const program = process.env.REDIS_SERVER?.trim() || "redis-server";
  return spawnSync(program, ["--version"]).status === 0 ? program : undefined;
}

type RedisOptions = { program: string; folder: string; port: number };

/**
 * Starts a separate Redis on the loopback interface, and returns once it answers.
 *
 * Each write is appended to a file before it is answered: after kill -9 the next start on the folder has the same queues.
 */
export async function startRedis({ program, folder, port }: RedisOptions): Promise<ProcessGroup> {
  await mkdir(folder, { recursive: true });
  const settings = {
    port,
    bind: "127.0.0.1",
    dir: folder,
    appendonly: "yes",
    save: "",
    // BullMQ loses jobs where Redis may delete keys.
    "maxmemory-policy": "noeviction",
  };
  const group = startProcessGroup({
    program,
    programArguments: Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
    workingDirectory: folder,
    environment: { ...process.env, NODE_OPTIONS: "" },
  });
  const deadline = Date.now() + START_TIMEOUT_MILLISECONDS;
  while (!(await answers(port))) {
    if (Date.now() > deadline) {
      await group.stop();
      throw new SetupError(`${group.recentOutput()}\n\nredis-server did not start; its output is above.`);
    }
    await delay(POLL_MILLISECONDS);
  }
  return group;
}

/** Whether it has read its file and answers. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" }, () => socket.write("PING\r\n"));
    const end = (isReady: boolean) => {
      socket.destroy();
      resolve(isReady);
    };
    socket.once("data", (data) => end(data.toString().startsWith("+PONG")));
    socket.once("error", () => end(false));
    socket.setTimeout(1_000, () => end(false));
  });
}

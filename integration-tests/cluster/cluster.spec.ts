import { findRedisServer, NO_REDIS } from "../../scripts/cluster/redis";
import { runCluster } from "../../scripts/cluster/run";

/** Enough to be at work when the first part is killed. */
const ROWS = 8_000;

/** Against hanging only. */
jest.setTimeout(900_000);
/** Kills fall at random moments of a machine that may have other work. What failed first is printed. */
jest.retryTimes(1, { logErrorsBeforeRetry: true });

const redisServer = findRedisServer();
const itOnRedis = redisServer === undefined ? it.skip : it;
if (redisServer === undefined) {
  process.stderr.write(`integration-tests/cluster is skipped. ${NO_REDIS}\n`);
}

itOnRedis(
  "loses, doubles and sticks nothing when a server, a worker, Redis and PostgreSQL are killed under load",
  async () => {
    const notice = (line: string) => process.stderr.write(`${line}\n`);
    const report = await runCluster({ redisServer: redisServer ?? "", minutes: 0, importRows: ROWS, notice });

    expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
    const killed = report.kills.map(({ part }) => part).sort();
    expect(killed).toEqual(["postgres", "redis", "server-1", "worker-1"]);
  },
);

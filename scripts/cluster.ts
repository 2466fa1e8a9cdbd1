/**
 * `npm run cluster`: two servers and two workers of the example store on PostgreSQL and Redis, under load, while each part is
 * killed and restarted in turn. Checks that nothing is lost, doubled or stuck, and writes a report to .data/cluster.
 */
import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Check } from "./cluster/checks";
import { findPgBouncer } from "./cluster/pgbouncer";
import { findRedisServer, NO_REDIS } from "./cluster/redis";
import { describeReport, describeUpgrade } from "./cluster/report";
import { type RunOptions, runCluster } from "./cluster/run";
import { runUpgrade, type UpgradeOptions } from "./cluster/upgrade";
import { describeError, SetupError } from "./setup-error";
import { REPOSITORY_ROOT } from "./start/settings";

const USAGE = `Usage: npm run cluster                     each kind of part is killed once
       npm run cluster -- --minutes 10   load and kills for ten minutes
       npm run cluster -- --rows 50000   rows of the import; 50000 with --minutes, else 10000
       npm run cluster -- --upgrade-from v0.1.0  a server and a worker of that commit beside this build, and then followed by it
       npm run cluster -- --pgbouncer    servers and workers reach PostgreSQL through PgBouncer in transaction mode`;

async function main(): Promise<number> {
  const { minutes, rows, pgbouncer, upgradeFrom } = readArguments(process.argv.slice(2));
  const redisServer = findRedisServer();
  if (redisServer === undefined) {
    throw new SetupError(NO_REDIS);
  }
  const pgBouncer = pgbouncer ? findPgBouncer() : undefined;
  if (pgbouncer && pgBouncer === undefined) {
    throw new SetupError("There is no pgbouncer on this machine. Install it (Debian: apt-get install pgbouncer).");
  }
  // Returns at once where the build is of these sources.
  execFileSync("npm", ["run", "build"], { cwd: REPOSITORY_ROOT, stdio: "inherit" });
  const begin = Date.now();
  const notice = (line: string) => console.log(`${((Date.now() - begin) / 1_000).toFixed(0)} s  ${line}`);
  const options = { importRows: rows, redisServer, notice };
  const { report, text, checks } =
    upgradeFrom === undefined
      ? await killed({ ...options, minutes, pgBouncer })
      : await upgraded({ ...options, minutes: minutes || 1, ref: upgradeFrom });
  const folder = join(REPOSITORY_ROOT, ".data", "cluster");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "report.json"), `${JSON.stringify(report, null, 2)}\n`);
  await writeFile(join(folder, "report.md"), `${text}\n`);
  console.log(`\n${text}\n\nWritten to ${folder}.`);
  return checks.every(({ ok }) => ok) ? 0 : 1;
}

type Outcome = { report: object; text: string; checks: Check[] };

async function killed(options: RunOptions): Promise<Outcome> {
  const report = await runCluster(options);
  return { report, text: describeReport(report), checks: report.checks };
}

async function upgraded(options: UpgradeOptions): Promise<Outcome> {
  const report = await runUpgrade(options);
  return { report, text: describeUpgrade(report), checks: [...report.beside.checks, ...report.after.checks] };
}

type Arguments = { minutes: number; rows: number; pgbouncer: boolean; upgradeFrom: string | undefined };

function readArguments(commandLine: string[]): Arguments {
  try {
    const { values } = parseArgs({
      args: commandLine,
      options: {
        minutes: { type: "string" },
        rows: { type: "string" },
        pgbouncer: { type: "boolean", default: false },
        "upgrade-from": { type: "string" },
      },
    });
    const minutes = readNumber("--minutes", values.minutes ?? "0");
    const { pgbouncer, "upgrade-from": upgradeFrom } = values;
    return {
      minutes,
      pgbouncer,
      upgradeFrom,
      rows: readNumber("--rows", values.rows ?? (minutes > 0 ? "50000" : "10000")),
    };
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}

function readNumber(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) {
    throw new SetupError(`${name} is "${text}", which is no whole number.`);
  }
  return number;
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(`\n${describeError(error)}`);
    process.exit(1);
  },
);

/**
 * `npm run bench`: core's Customer Module, this plugin's and SQL alone, side by side on the same rows. See README.md.
 */

import { describeError } from "../scripts/setup-error";
import { Session } from "../scripts/start/session";
import { type Arguments, readArguments } from "./arguments";
import { ensurePlugin, type Plugin } from "./databases/migrate";
import { type BenchServer, openServer } from "./databases/server";
import { runExport } from "./export";
import { assertReached, httpVerdicts, verdicts } from "./goals";
import { runHttp } from "./http";
import { runImports } from "./imports";
import { step } from "./progress";
import { type BenchResult, writeResult } from "./report";
import { growthTable, SCALE, SCALE_MINUTES } from "./scale";
import { runServices } from "./service-run";
import { runSizes } from "./sizes";

const session = new Session();

async function main(): Promise<void> {
  // In development mode the ORM prints every statement.
  process.env.NODE_ENV = "production";
  const given = readArguments(process.argv.slice(2));
  const plugin = await step("Building the plugin, if need be", () => ensurePlugin(session));
  const server = await step("Starting PostgreSQL", openServer);
  await session.add(server.stop);
  if (given.http) {
    const requests = await runHttp({ server, plugin, session, ...given });
    if (given.check) {
      assertReached(httpVerdicts(given.rows, requests));
    }
  } else if (given.import) {
    await runImports({ server, plugin, ...given });
  } else if (given.export) {
    await runExport({ server, plugin, ...given });
  } else if (given.sizes) {
    await runSizes({ server, plugin, rebuild: given.rebuild });
  } else if (given.scale) {
    await runScale(server, plugin, given);
  } else {
    checkGoals(given, [await runServices({ server, plugin, ...given })]);
  }
}

function checkGoals({ check }: Arguments, results: readonly BenchResult[]): void {
  if (check) {
    assertReached(results.flatMap(({ rows, operations }) => verdicts(rows, operations)));
  }
}

async function runScale(server: BenchServer, plugin: Plugin, given: Arguments): Promise<void> {
  const results: BenchResult[] = [];
  const deadline = Date.now() + SCALE_MINUTES * 60_000;
  for (const [place, rows] of SCALE.entries()) {
    // Time that a smaller number of rows does not take goes to the next one.
    const share = (deadline - Date.now()) / (SCALE.length - place);
    results.push(await runServices({ server, plugin, ...given, rows, deadline: Date.now() + share }));
    // Partial results: the last number of rows takes most of the time.
    await writeResult("scale-partial", results, growthTable(results));
  }
  const table = growthTable(results);
  console.log(`\nGrowth of the cost with the number of customers\n\n${table}\n`);
  await writeResult(given.only === undefined ? "scale" : "scale-only", results, table);
  checkGoals(given, results);
}

async function finish(exitCode: number): Promise<void> {
  await session.stop();
  process.exit(exitCode);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => void finish(1));
}

main().then(
  () => finish(0),
  (error: unknown) => {
    if (!session.isStopping) {
      console.error(`\n${describeError(error)}`);
    }
    return finish(1);
  },
);

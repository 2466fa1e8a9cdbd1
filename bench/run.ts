/**
 * `npm run bench`: core's Customer Module, this plugin's and SQL alone, side by side on the same rows. See README.md.
 */

import { describeError } from "../scripts/setup-error";
import { Session } from "../scripts/start/session";
import { type Arguments, readArguments } from "./arguments";
import { ensurePlugin, type Plugin } from "./databases/migrate";
import { type BenchServer, openServer } from "./databases/server";
import { runExport } from "./export";
import { runHttp } from "./http";
import { runImports } from "./imports";
import { step } from "./progress";
import { type BenchResult, writeResult } from "./report";
import { growthTable, SCALE } from "./scale";
import { runServices } from "./service-run";

const session = new Session();

async function main(): Promise<void> {
  // In development mode the ORM prints every statement.
  process.env.NODE_ENV = "production";
  const given = readArguments(process.argv.slice(2));
  const plugin = await step("Building the plugin, if need be", () => ensurePlugin(session));
  const server = await step("Starting PostgreSQL", openServer);
  await session.add(server.stop);
  if (given.http) {
    await runHttp({ server, plugin, session, ...given });
  } else if (given.import) {
    await runImports({ server, plugin, ...given });
  } else if (given.export) {
    await runExport({ server, plugin, ...given });
  } else if (given.scale) {
    await runScale(server, plugin, given);
  } else {
    await runServices({ server, plugin, ...given });
  }
}

async function runScale(server: BenchServer, plugin: Plugin, given: Arguments): Promise<void> {
  const results: BenchResult[] = [];
  for (const rows of SCALE) {
    results.push(await runServices({ server, plugin, ...given, rows }));
  }
  const table = growthTable(results);
  console.log(`\nGrowth of the cost with the number of customers\n\n${table}\n`);
  await writeResult(given.only === undefined ? "scale" : "scale-only", results, table);
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

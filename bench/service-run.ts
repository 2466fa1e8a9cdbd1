import { availableParallelism, cpus } from "node:os";
import type { ICustomerModuleService } from "@medusajs/framework/types";
import type CustomerModuleService from "../src/modules/customer/service";
import { BenchDatabase } from "./databases/database";
import { type BenchDatabases, ensureDatabases, makeAgainst } from "./databases/ensure";
import { readFixtures } from "./databases/fixtures";
import { markInUse } from "./databases/lifecycle";
import { CORE_MODULE, type Plugin, pluginIn } from "./databases/migrate";
import { SavedRows } from "./databases/saved-rows";
import type { BenchServer } from "./databases/server";
import { measure } from "./measure";
import { OPERATIONS } from "./operations/index";
import type { BenchContext, RunnableOperation, SideContext, Table } from "./operations/operation";
import { step } from "./progress";
import { type BenchResult, type OperationResult, removeResult, resultTable, toResult, writeResult } from "./report";
import { bootService } from "./services";

export type ServiceRun = {
  server: BenchServer;
  plugin: Plugin;
  rows: number;
  rounds: number;
  only: string | undefined;
  rebuild: boolean;
  against?: string;
  /** When the run should have ended, in milliseconds since 1970; slow operations get fewer rounds then. */
  deadline?: number;
};

/** Runs the operations on the services at one number of rows, prints the table and writes the results. */
export async function runServices(options: ServiceRun): Promise<BenchResult> {
  const { server, plugin, rows, only } = options;
  const databases = await ensureDatabases(options);
  const other = options.against === undefined ? undefined : pluginIn(options.against);
  if (other) {
    databases.core = await makeAgainst(server, databases.core, other);
  }
  const folders = { core: other?.moduleFolder ?? CORE_MODULE, ours: plugin.moduleFolder };
  const context = await step("Booting both services", () => openContext(server, databases, { folders, rows }));
  try {
    const resultOf = (operations: OperationResult[]): BenchResult => ({
      rows,
      node: process.version,
      postgres: server.version,
      circumstances: circumstances(server, databases),
      operations,
    });
    const name = only === undefined ? String(rows) : `${rows}-only`;
    const operations = await runOperations(context, databases, options, (measured) =>
      writeResult(`${name}-partial`, resultOf(measured), resultTable(measured)),
    );
    console.log(`\n${rows.toLocaleString("en")} customers\n\n${resultTable(operations)}\n`);
    console.log(`Written to ${await writeResult(name, resultOf(operations), resultTable(operations))}`);
    await removeResult(`${name}-partial`);
    return resultOf(operations);
  } finally {
    await closeContext(context);
  }
}

async function runOperations(
  context: BenchContext,
  databases: BenchDatabases,
  { server, rounds, only, deadline }: ServiceRun,
  keep: (measured: OperationResult[]) => Promise<unknown>,
): Promise<OperationResult[]> {
  const results: OperationResult[] = [];
  const isChosen = (name: string) => (only?.startsWith("=") ? name === only.slice(1) : name.includes(only ?? ""));
  const chosen = OPERATIONS.filter(({ name }) => isChosen(name.toLowerCase()));
  for (const operation of chosen) {
    await step(`[${results.length + 1}/${chosen.length}] ${operation.name}`, async () => {
      const isWriting = operation.writes !== undefined;
      if (isWriting) {
        await markInUse(server, [databases.core, databases.ours], true);
      }
      const remaining = deadline === undefined ? undefined : deadline - Date.now();
      const milliseconds = remaining && remaining / (chosen.length - results.length);
      results.push(toResult(await measure(operation, context, { rounds, milliseconds })));
      await keep(results);
      if (isWriting) {
        await vacuum(context, operation);
        await markInUse(server, [databases.core, databases.ours], false);
      }
    });
  }
  return results;
}

/** Every operation finds tables without the dead rows of the one before. */
async function vacuum({ core, ours }: BenchContext, { writes = [] }: RunnableOperation): Promise<void> {
  for (const { database } of [core, ours]) {
    for (const table of writes satisfies readonly Table[]) {
      await database.rows(`vacuum "${table}"`);
    }
  }
}

async function openContext(
  server: BenchServer,
  databases: BenchDatabases,
  { folders, rows }: { folders: { core: string; ours: string }; rows: number },
): Promise<BenchContext> {
  const core = await openSide<ICustomerModuleService>(server.url(databases.core), folders.core);
  const ours = await openSide<CustomerModuleService>(server.url(databases.ours), folders.ours);
  if (
    ours.running.service.plugin === undefined ||
    "plugin" in core.running.service === (folders.core === CORE_MODULE)
  ) {
    throw new Error("What booted is not core's service and the plugin's: the benchmark would compare one with itself.");
  }
  return { rows, core, ours, fixtures: await readFixtures(ours.database, rows) };
}

async function openSide<Service>(url: string, moduleFolder: string): Promise<SideContext<Service>> {
  const database = await BenchDatabase.open(url);
  return { database, saved: new SavedRows(database), running: await bootService<Service>(moduleFolder, url) };
}

async function closeContext({ core, ours }: BenchContext): Promise<void> {
  for (const { database, running } of [core, ours]) {
    await running.stop();
    await database.close();
  }
}

function circumstances(server: BenchServer, { migrationSeconds }: BenchDatabases): BenchResult["circumstances"] {
  return {
    date: new Date().toISOString(),
    processor: `${cpus()[0]?.model ?? "unknown"}, ${availableParallelism()} cores`,
    server: server.description,
    migration_seconds: migrationSeconds,
  };
}

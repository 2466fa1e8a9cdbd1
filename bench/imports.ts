import { rm } from "node:fs/promises";
import { makeDatabase, settle, withDatabase } from "./databases/lifecycle";
import { migrateOurs, type Plugin } from "./databases/migrate";
import type { BenchServer } from "./databases/server";
import { type ImportFile, writeImportFile } from "./imports/file";
import { importOurs } from "./imports/ours";
import { importRaw } from "./imports/raw";
import { type ImportRound, importTable, PASSES, summarise } from "./imports/table";
import { step } from "./progress";
import { writeResult } from "./report";

type ImportBench = { server: BenchServer; plugin: Plugin; rows: number; rounds: number };

/** Migrated, and empty. Each side imports into a copy of it. */
const EMPTY = "bench_import_empty";

/** What a file leaves behind: the sides must agree on it. */
const COUNTED = ["customer", "customer_address", "customer_group", "customer_group_customer", "customer_invitation"];

/**
 * Imports one file of so many customers, by the plugin and by SQL alone, in turns, each into an empty copy of the
 * database, and then the same file once more.
 */
export async function runImports(bench: ImportBench): Promise<void> {
  const { rows, rounds } = bench;
  const file = await step(`Writing a file of ${rows.toLocaleString("en")} customers`, () => writeImportFile(rows));
  await step("Making an empty database", () => makeEmpty(bench));
  const measured: ImportRound[] = [];
  try {
    for (let round = 1; round <= rounds; round++) {
      measured.push(...(await step(`Round ${round} of ${rounds}`, () => runRound(bench, file, round))));
    }
  } finally {
    await withDatabase(bench.server.url("postgres"), async (admin) => {
      for (const name of [EMPTY, databaseOf("ours"), databaseOf("raw")]) {
        await admin.rows(`drop database if exists "${name}" with (force)`);
      }
    });
    await rm(file.path);
  }
  const summaries = summarise(rows, measured);
  const table = importTable(summaries);
  console.log(
    `\nImport of ${rows.toLocaleString("en")} customers, ${megabytes(file)} MB, ${rounds} rounds\n\n${table}\n`,
  );
  const circumstances = { node: process.version, postgres: bench.server.version, settings: bench.server.description };
  const result = { rows, bytes: file.bytes, ...circumstances, summaries, rounds: measured };
  console.log(`Written to ${await writeResult(`import-${rows}`, result, table)}`);
}

type Side = "ours" | "raw";

const databaseOf = (side: Side): string => `bench_import_${side}`;
const megabytes = ({ bytes }: ImportFile): string => (bytes / 1e6).toFixed(0);

async function makeEmpty({ server, plugin }: ImportBench): Promise<void> {
  await withDatabase(server.url("postgres"), (admin) => makeDatabase(admin, EMPTY));
  await migrateOurs(server.url(EMPTY), plugin);
  await settle(server.url(EMPTY));
}

/** Both passes of both sides; another side begins each time. */
async function runRound(bench: ImportBench, file: ImportFile, round: number): Promise<ImportRound[]> {
  const sides: Side[] = round % 2 === 1 ? ["ours", "raw"] : ["raw", "ours"];
  const done: { ours: ImportRound["ours"][]; raw: number[] } = { ours: [], raw: [] };
  for (const side of sides) {
    const url = bench.server.url(databaseOf(side));
    await withDatabase(bench.server.url("postgres"), (admin) => makeDatabase(admin, databaseOf(side), EMPTY));
    for (const pass of PASSES) {
      await settle(url);
      if (side === "ours") {
        done.ours.push(await importOurs(bench.plugin.moduleFolder, url, file.path));
      } else {
        const begin = performance.now();
        await importRaw(url, file.path, String(PASSES.indexOf(pass)));
        done.raw.push((performance.now() - begin) / 1000);
      }
    }
  }
  await assertAlike(bench.server);
  return PASSES.map((pass, index) => ({ pass, ours: done.ours[index], raw_seconds: done.raw[index] }));
}

async function assertAlike(server: BenchServer): Promise<void> {
  const [ours, raw] = await Promise.all(
    (["ours", "raw"] as const).map((side) => countRows(server.url(databaseOf(side)))),
  );
  if (ours !== raw) {
    throw new Error(`The sides do not agree on what the file holds: ours ${ours}, raw ${raw}.`);
  }
}

async function countRows(url: string): Promise<string> {
  const counts = COUNTED.map((table) => `(select count(*) from ${table}) as ${table}`);
  return await withDatabase(url, async (database) =>
    JSON.stringify(await database.rows(`select ${counts.join(", ")}`)),
  );
}

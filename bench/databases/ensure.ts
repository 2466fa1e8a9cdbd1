import { step } from "../progress";
import { generatorStatements } from "./generator";
import { hash, isFresh, makeDatabase, settle, withDatabase } from "./lifecycle";
import { migrateCore, migrateOurs, type Plugin } from "./migrate";
import type { BenchServer } from "./server";
import { readStamp, writeStamp } from "./stamp";

export type BenchDatabases = {
  core: string;
  ours: string;
  /** How long the plugin's migrations and repairs took on core's rows, when ours was made. */
  migrationSeconds: number;
};

export type EnsureOptions = { server: BenchServer; rows: number; plugin: Plugin; rebuild: boolean };

/**
 * The two databases, made when they are missing, of another generator or other migrations, or half changed by a
 * run that was stopped. Ours is a copy of core's on which the plugin's migrations then run, as in a shop that switches:
 * the rows are the same to the byte.
 */
export async function ensureDatabases({ server, rows, plugin, rebuild }: EnsureOptions): Promise<BenchDatabases> {
  const [core, ours] = [`bench_core_${rows}`, `bench_ours_${rows}`];
  const coreFingerprint = hash(...generatorStatements(rows), server.version);
  const oursFingerprint = hash(coreFingerprint, plugin.migrationsFingerprint);
  return await withDatabase(server.url("postgres"), async (admin) => {
    const coreIsFresh = !rebuild && isFresh(await readStamp(admin, core), coreFingerprint);
    if (!coreIsFresh) {
      await makeDatabase(admin, core);
      await step("Migrating for core", () => migrateCore(server.url(core)));
      await step(`Generating ${rows.toLocaleString("en")} customers`, () => loadRows(server.url(core), rows));
      await writeStamp(admin, core, { fingerprint: coreFingerprint, inUse: false });
    }
    const stamp = await readStamp(admin, ours);
    if (coreIsFresh && isFresh(stamp, oursFingerprint)) {
      return { core, ours, migrationSeconds: stamp.migrationSeconds ?? 0 };
    }
    await makeDatabase(admin, ours, core);
    const migrationSeconds = await step("Migrating a copy for the plugin", () =>
      migrateLoaded(server.url(ours), plugin),
    );
    await writeStamp(admin, ours, { fingerprint: oursFingerprint, inUse: false, migrationSeconds });
    return { core, ours, migrationSeconds };
  });
}

/** A copy of core's database for another build of the plugin, made again each time. @returns its name. */
export async function makeAgainst(server: BenchServer, core: string, plugin: Plugin): Promise<string> {
  const name = core.replace("core", "against");
  await withDatabase(server.url("postgres"), (admin) => makeDatabase(admin, name, core));
  await step("Migrating a copy for the other build", () => migrateLoaded(server.url(name), plugin));
  return name;
}

/** Fills the four tables of a database that has them. */
export async function loadRows(url: string, rows: number): Promise<void> {
  await withDatabase(url, async (database) => {
    for (const statement of generatorStatements(rows)) {
      await database.rows(statement);
    }
  });
  await settle(url);
}

async function migrateLoaded(url: string, plugin: Plugin): Promise<number> {
  const begin = performance.now();
  await migrateOurs(url, plugin);
  const seconds = (performance.now() - begin) / 1000;
  await settle(url);
  return Math.round(seconds * 10) / 10;
}

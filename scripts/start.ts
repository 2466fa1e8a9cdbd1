/**
 * `npm start`: the example store with the plugin, its database, and sample customers; ready to use, from a checkout
 * with nothing installed but Node.js. Ctrl-C ends all of it. `--check` tries the calls it prints, and ends by itself.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fingerprintSources, isPluginStale, recordPluginBuild } from "./build-plugin";
import {
  connectionFromEnvironment,
  createDatabaseIfMissing,
  readDatabaseComment,
  withDatabase,
  writeDatabaseComment,
} from "./dev-database/connection";
import { startPostgres } from "./dev-database/start-postgres";
import { describeError, SetupError } from "./setup-error";
import { exampleCalls, tryExampleCalls } from "./start/example-calls";
import { greetingText } from "./start/greeting";
import { runMedusa, startMedusa } from "./start/medusa";
import { runGuides } from "./start/run-guides";
import { readSampleStore, type SampleStore } from "./start/sample-store";
import { Session } from "./start/session";
import {
  assertPortIsFree,
  DATABASE_NAME,
  REPOSITORY_ROOT,
  readSettings,
  type Settings,
  STORE_DIRECTORY,
} from "./start/settings";

const DATABASE_ADVICE =
  "Mend what it reports, and run npm start again. " +
  "Where the data is at fault and of no use to you, delete .data first: that makes a fresh sample.";

const session = new Session();
const startedAt = Date.now();

async function main(): Promise<void> {
  const settings = readSettings(process.argv.slice(2));
  await assertPortIsFree(settings.port);
  await step("Building the plugin", () => buildPlugin(settings));
  const databaseUrl = await step("Starting PostgreSQL", () => openDatabase(settings));
  const environment = { ...settings.environment, DATABASE_URL: databaseUrl };
  await step("Migrating the database", () => migrate(databaseUrl, environment));
  const sample = await step("Looking after the sample customers", () => seed(environment));
  const origin = `http://localhost:${settings.port}`;
  const medusa = await step("Starting Medusa", () => develop(environment, origin));
  const calls = exampleCalls(origin, sample);
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  console.log(greetingText({ origin, databaseUrl, sample, calls, seconds }));
  if (settings.checkOnly) {
    await tryExampleCalls(calls);
    console.log("\nAll five calls work.");
    if (settings.withGuides) {
      await runGuides(origin);
      console.log("\nAll commands of the guides work.");
    }
    await finish(0);
    return;
  }
  medusa.onLine((line) => console.log(line));
  const exitCode = await medusa.ended;
  throw new SetupError(`Medusa has ended by itself (code ${exitCode}). Its last words are above. Run npm start again.`);
}

/** Says what is going on, and how long it took. Does not begin when Ctrl-C has come meanwhile. */
async function step<Result>(label: string, work: () => Promise<Result>): Promise<Result> {
  if (session.isStopping) {
    throw new Error("stopped");
  }
  const begin = Date.now();
  process.stdout.write(`${label} ... `);
  const result = await work();
  console.log(`${((Date.now() - begin) / 1000).toFixed(1)} s`);
  return result;
}

async function buildPlugin({ environment }: Settings): Promise<void> {
  const fingerprint = await fingerprintSources();
  if (!(await isPluginStale(fingerprint))) {
    process.stdout.write("up to date, ");
    return;
  }
  await runMedusa(session, {
    commandArguments: ["plugin:build"],
    workingDirectory: REPOSITORY_ROOT,
    environment,
    advice: "Mend what it reports in src/, and run npm start again.",
  });
  await recordPluginBuild(fingerprint);
}

/** Returns the URL of a database that exists: the reader's own, or one in the embedded PostgreSQL. */
async function openDatabase({ dataDirectory, databasePort }: Settings): Promise<string> {
  const given = connectionFromEnvironment();
  if (given !== undefined) {
    await createDatabaseIfMissing(withDatabase(given.url, "postgres"), given.database);
    return given.url;
  }
  const postgres = await startPostgres({
    dataDirectory,
    port: databasePort,
    persistent: true,
    notice: (line) => console.log(`\n  ${line}`),
  });
  await session.add(postgres.stop);
  void postgres.ended.then(() => fail(new SetupError("PostgreSQL has ended by itself. Run npm start again.")));
  await createDatabaseIfMissing(postgres.url("postgres"), DATABASE_NAME);
  return postgres.url(DATABASE_NAME);
}

/** Skips an embedded database that was migrated with the same sources: `db:migrate` takes 13 s to find nothing to do. */
async function migrate(databaseUrl: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const state = `migrated with ${await migrationState()}`;
  const isEmbedded = connectionFromEnvironment() === undefined;
  if (isEmbedded && (await readDatabaseComment(databaseUrl)) === state) {
    process.stdout.write("up to date, ");
    return;
  }
  const output = await runMedusa(session, {
    // Safe links only: the others drop tables, about which Medusa would ask.
    commandArguments: ["db:migrate", "--execute-safe-links"],
    workingDirectory: STORE_DIRECTORY,
    environment,
    advice: DATABASE_ADVICE,
  });
  // A warning says what to mend and to migrate again.
  if (isEmbedded && !output.some((line) => /\bwarn/i.test(line))) {
    await writeDatabaseComment(databaseUrl, state);
  }
}

/** Everything that decides on tables and links: the plugin, the store, the packages, and Medusa's feature flags. */
async function migrationState(): Promise<string> {
  const flags = Object.entries(process.env).filter(([name]) => name.startsWith("MEDUSA_FF_"));
  const packages = await readFile(join(REPOSITORY_ROOT, "package-lock.json"));
  const sources = await fingerprintSources(["src", "package.json", STORE_DIRECTORY]);
  return createHash("sha256").update(sources).update(packages).update(JSON.stringify(flags.sort())).digest("hex");
}

async function seed(environment: NodeJS.ProcessEnv): Promise<SampleStore> {
  const output = await runMedusa(session, {
    commandArguments: ["exec", "./src/scripts/seed.ts"],
    workingDirectory: STORE_DIRECTORY,
    environment,
    advice: DATABASE_ADVICE,
  });
  return readSampleStore(output);
}

function develop(environment: NodeJS.ProcessEnv, origin: string) {
  const command = {
    commandArguments: ["develop"],
    workingDirectory: STORE_DIRECTORY,
    environment,
    advice: "Mend what it reports, and run npm start again.",
  };
  return startMedusa(session, command, origin);
}

async function finish(exitCode: number): Promise<void> {
  await session.stop();
  process.exit(exitCode);
}

/** Once the end has begun, whatever fails does so because of it. */
async function fail(error: unknown): Promise<void> {
  if (!session.isStopping) {
    console.error(`\n${describeError(error)}`);
    await finish(1);
  }
}

function stopOnRequest(): void {
  if (!session.isStopping) {
    console.log("\nStopping the store ...");
    void finish(0);
  }
}

function stopOnSignals(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, stopOnRequest);
  }
}

/**
 * A signal sent to npm alone may end npm and its shell without reaching this process, and kill -9 always does. Run by
 * npm, this process therefore also stops when the one that started it is gone.
 */
function stopWithoutNpm(): void {
  if (process.env.npm_lifecycle_event === undefined) {
    return;
  }
  const starter = process.ppid;
  setInterval(() => {
    if (process.ppid !== starter) {
      stopOnRequest();
    }
  }, 1000).unref();
}

stopOnSignals();
stopWithoutNpm();
main().catch(fail);

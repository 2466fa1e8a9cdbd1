import type { Session } from "../../scripts/start/session";
import { type EnsureOptions, loadRows } from "../databases/ensure";
import { generatorStatements } from "../databases/generator";
import { hash, isFresh, makeDatabase, settle, withDatabase } from "../databases/lifecycle";
import { readStamp, writeStamp } from "../databases/stamp";
import { step } from "../progress";
import { CART_STATEMENTS, SHOP_STATEMENTS } from "./cart-rows";
import { migrateStore } from "./stores";

export type StoreDatabases = { core: string; ours: string };

/** As the databases of the services, with all of Medusa's tables around the four. */
export async function ensureStoreDatabases(options: EnsureOptions & { session: Session }): Promise<StoreDatabases> {
  const { server, rows, plugin, rebuild, session } = options;
  const [core, ours] = [`bench_store_core_${rows}`, `bench_store_ours_${rows}`];
  const coreFingerprint = hash(...generatorStatements(rows), ...STORE_STATEMENTS, server.version);
  const oursFingerprint = hash(coreFingerprint, plugin.migrationsFingerprint);
  return await withDatabase(server.url("postgres"), async (admin) => {
    const coreIsFresh = !rebuild && isFresh(await readStamp(admin, core), coreFingerprint);
    if (!coreIsFresh) {
      await makeDatabase(admin, core);
      await step("Migrating a store with core's module", () => migrateStore(session, "core", server.url(core)));
      await step(`Generating ${rows.toLocaleString("en")} customers`, () => load(server.url(core), rows));
      await writeStamp(admin, core, { fingerprint: coreFingerprint, inUse: false });
    }
    if (coreIsFresh && isFresh(await readStamp(admin, ours), oursFingerprint)) {
      return { core, ours };
    }
    await makeDatabase(admin, ours, core);
    await step("Migrating a copy for the plugin", () => migrateStore(session, "ours", server.url(ours)));
    await settle(server.url(ours));
    await writeStamp(admin, ours, { fingerprint: oursFingerprint, inUse: false });
    return { core, ours };
  });
}

export const ADMIN_ID = "user_benchmark";
export const PUBLISHABLE_KEY = "pk_benchmark";

/** Who asks: a dashboard user, and a storefront with its key. */
const ACCESS_STATEMENTS = [
  `insert into "user" (id, email) values ('${ADMIN_ID}', 'admin@benchmark.example')`,
  `insert into api_key (id, token, salt, redacted, title, type, created_by)
   values ('apk_benchmark', '${PUBLISHABLE_KEY}', '', '${PUBLISHABLE_KEY}', 'Benchmark', 'publishable', '${ADMIN_ID}')`,
];

/** All that a store has beside its customers. */
const STORE_STATEMENTS = [...ACCESS_STATEMENTS, ...SHOP_STATEMENTS, ...CART_STATEMENTS];

async function load(url: string, rows: number): Promise<void> {
  await runAll(url, [...ACCESS_STATEMENTS, ...SHOP_STATEMENTS]);
  await loadRows(url, rows);
  await runAll(url, CART_STATEMENTS);
}

async function runAll(url: string, statements: readonly string[]): Promise<void> {
  await withDatabase(url, async (database) => {
    for (const statement of statements) {
      await database.rows(statement);
    }
  });
}

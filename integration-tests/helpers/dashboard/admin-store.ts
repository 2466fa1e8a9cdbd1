import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { runMedusa } from "../../../scripts/start/medusa";
import { Session } from "../../../scripts/start/session";
import { withConnection } from "../databases/databases";
import { childEnvironment } from "../run/child-environment";

const ROOT = resolve(__dirname, "../../..");

/** Sources of the store, and, in `.medusa/server`, what is built from them and runs. */
export const ADMIN_STORE = join(ROOT, "integration-tests/helpers/admin-store");
export const BUILT_ADMIN_STORE = join(ADMIN_STORE, ".medusa/server");

const STAMP = join(BUILT_ADMIN_STORE, ".built-from");

/** All that the built store depends on. The stamp of the plugin stands for its sources. */
const SOURCES = [
  join(ROOT, ".medusa/server/.sources"),
  join(ROOT, "package-lock.json"),
  join(ADMIN_STORE, "medusa-config.ts"),
  join(ADMIN_STORE, "package.json"),
];

/**
 * Builds the store with its dashboard, as `medusa build` does for production, unless that was done from the same sources.
 * It takes a minute; of two workers, the second one waits.
 */
export async function buildAdminStore(): Promise<void> {
  await withConnection("postgres", async (client) => {
    await client.query("select pg_advisory_lock(hashtext('medusa-plugin-customers/admin-store'))");
    const fingerprint = await fingerprintSources();
    if ((await readFile(STAMP, "utf8").catch(() => undefined)) === fingerprint) {
      return;
    }
    await runMedusa(new Session(), {
      commandArguments: ["build"],
      workingDirectory: ADMIN_STORE,
      environment: { ...childEnvironment(), MEDUSA_DISABLE_TELEMETRY: "true", TS_NODE_TRANSPILE_ONLY: "true" },
      advice: "Its output is above.",
    });
    await writeFile(STAMP, fingerprint);
  });
}

async function fingerprintSources(): Promise<string> {
  const hash = createHash("sha256");
  for (const source of SOURCES) {
    hash.update(await readFile(source)).update("\0");
  }
  return hash.digest("hex");
}

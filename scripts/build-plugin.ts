import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";

const REPOSITORY_ROOT = resolve(__dirname, "..");
const SOURCES = ["src", "package.json", "tsconfig.json"];
const OUTPUT_DIRECTORY = join(REPOSITORY_ROOT, ".medusa", "server");
/**
 * Holds the fingerprint of the sources that the output was built from. Every build, by whatever command, begins by
 * deleting the folder: the stamp of an older build never belongs to the output of a newer or a failed one.
 */
const STAMP = join(OUTPUT_DIRECTORY, ".sources");

/**
 * The sources as one hash: paths and contents. Not times of change: the build itself puts a file into src/admin for a
 * moment, and git gives every file it checks out the present time.
 */
export async function fingerprintSources(sources: readonly string[] = SOURCES): Promise<string> {
  const paths = (await Promise.all(sources.map((name) => listFiles(resolve(REPOSITORY_ROOT, name))))).flat().sort();
  const hash = createHash("sha256");
  for (const path of paths) {
    hash
      .update(`${relative(REPOSITORY_ROOT, path)}\0`)
      .update(await readFile(path))
      .update("\0");
  }
  return hash.digest("hex");
}

/** Whether the built plugin is missing or was built from other sources than those of the fingerprint. */
export async function isPluginStale(fingerprint: string): Promise<boolean> {
  const built = await readFile(STAMP, "utf8").catch(() => undefined);
  return built !== fingerprint || !existsSync(join(OUTPUT_DIRECTORY, "src", "index.js"));
}

/** Notes a build that succeeded. The fingerprint is the one before it: what is saved while it runs needs another. */
export async function recordPluginBuild(fingerprint: string): Promise<void> {
  await writeFile(STAMP, fingerprint);
}

async function listFiles(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) {
    return [path];
  }
  // Tests are not part of the plugin (tsconfig.json leaves them out), nor is what a build or an upload makes.
  const parts = entries.filter(({ name }) => !["__tests__", "node_modules", ".medusa", "static"].includes(name));
  return (await Promise.all(parts.map((entry) => listFiles(join(path, entry.name))))).flat();
}

import { execFile } from "node:child_process";
import { readdir, readFile, rename, rm } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { promisify } from "node:util";
import { errorCode, SetupError } from "../setup-error";

const run = promisify(execFile);

/** "fresh": nothing there yet; "initialised": a cluster of the right version without a running server. */
export type DataDirectoryState = "fresh" | "initialised";

/**
 * Looks at a data directory before PostgreSQL is started on it, and stops with the fix where PostgreSQL itself would
 * only say "FATAL".
 */
export async function inspectDataDirectory(
  directory: string,
  majorVersion: string,
  log: (line: string) => void,
): Promise<DataDirectoryState> {
  const foundVersion = (await readIfThere(join(directory, "PG_VERSION")))?.trim();
  if (foundVersion === undefined) {
    await refuseForeignFiles(directory);
    return "fresh";
  }
  if (foundVersion !== majorVersion) {
    throw new SetupError(
      `The data in ${show(directory)} belongs to PostgreSQL ${foundVersion}; this is PostgreSQL ${majorVersion}, ` +
        "which cannot read it.\n" +
        `To begin again with an empty database: rm -rf ${show(directory)}\n` +
        "To keep the data: set DATABASE_URL to a PostgreSQL that can read it.",
    );
  }
  await clearStaleLock(directory, log);
  return "initialised";
}

/**
 * A folder to run initdb in, beside the real one: initdb takes a second, and a start that is killed meanwhile would
 * else leave half a cluster behind that looks whole. {@link adoptInitialised} then moves it into place in one step.
 */
export async function chooseInitialisationDirectory(directory: string): Promise<string> {
  const prefix = `${basename(directory)}.initialising-`;
  const siblings = await readdir(dirname(directory));
  for (const name of siblings.filter((sibling) => sibling.startsWith(prefix))) {
    if (!isAlive(Number(name.slice(prefix.length)))) {
      await rm(join(dirname(directory), name), { recursive: true, force: true });
    }
  }
  return join(dirname(directory), `${prefix}${process.pid}`);
}

/** Puts a freshly initialised cluster in its place; the data directory must be missing or empty. */
export async function adoptInitialised(initialised: string, directory: string): Promise<void> {
  try {
    await rename(initialised, directory);
  } catch (error) {
    await rm(initialised, { recursive: true, force: true });
    if (errorCode(error) === "ENOTEMPTY" || errorCode(error) === "EEXIST") {
      throw new SetupError(`Another start has just made ${show(directory)}. Let it finish, or stop it, and try again.`);
    }
    throw error;
  }
}

/** Lock file of a running PostgreSQL: line 1 its process, line 4 its port (PostgreSQL's miscadmin.h). */
async function clearStaleLock(directory: string, log: (line: string) => void): Promise<void> {
  const lockFile = join(directory, "postmaster.pid");
  const lines = (await readIfThere(lockFile))?.split("\n");
  if (lines === undefined) {
    return;
  }
  const processId = Number(lines[0]);
  if (!isAlive(processId)) {
    // Not removed: PostgreSQL replaces it itself, after checking through it that no orphaned backend of the
    // crashed server still uses the data. Deleting it here would skip that check.
    log("The last run did not end cleanly (stale postmaster.pid): PostgreSQL recovers its data and goes on.");
    return;
  }
  if (await isPostgres(processId)) {
    const port = lines[3]?.trim();
    throw new SetupError(
      `A PostgreSQL already runs on the data in ${show(directory)} (process ${processId}, port ${port}): ` +
        "another start of this project.\n" +
        "Stop that one with Ctrl-C in its terminal and try again. " +
        `If there is no such terminal any more: kill -INT ${processId}`,
    );
  }
  // The number has been given to another program since (a restart of the machine): PostgreSQL would refuse to start.
  log(`Removing a stale postmaster.pid: process ${processId} is another program now.`);
  await rm(lockFile, { force: true });
}

async function refuseForeignFiles(directory: string): Promise<void> {
  const entries = await readdir(directory).catch(() => []);
  if (entries.length > 0) {
    throw new SetupError(
      `${show(directory)} holds files but no PostgreSQL data (there is no PG_VERSION in it), so it is not changed.\n` +
        `Move the files away, or, if they are of no use: rm -rf ${show(directory)}`,
    );
  }
}

function isAlive(processId: number): boolean {
  if (!Number.isInteger(processId) || processId <= 0) {
    return false;
  }
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // EPERM: the process is there, and belongs to another user.
    return errorCode(error) === "EPERM";
  }
}

async function isPostgres(processId: number): Promise<boolean> {
  const name =
    (await readIfThere(`/proc/${processId}/comm`)) ??
    (await run("ps", ["-p", String(processId), "-o", "comm="]).then(
      ({ stdout }) => stdout,
      // Where neither /proc nor ps can answer, the careful answer is yes.
      () => "postgres",
    ));
  return name.includes("postgres");
}

function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch((error: unknown) => {
    if (errorCode(error) === "ENOENT") {
      return undefined;
    }
    if (errorCode(error) === "EACCES") {
      throw new SetupError(
        `${path} cannot be read: the data was made by another user (perhaps by root).\n` +
          "Run this as that user, or, as that user, delete the folder.",
      );
    }
    throw error;
  });
}

function show(directory: string): string {
  const fromHere = relative(process.cwd(), directory);
  return fromHere.startsWith("..") ? directory : fromHere;
}

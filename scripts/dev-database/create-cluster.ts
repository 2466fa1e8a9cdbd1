import { execFile } from "node:child_process";
import { chown, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { SetupError } from "../setup-error";
import { adoptInitialised, chooseInitialisationDirectory } from "./data-directory";
import type { ServerUser } from "./server-user";

const run = promisify(execFile);

/** Makes a data directory that is ready to be started on: a cluster with the superuser `name`. */
export async function createCluster(
  directory: string,
  programs: string,
  { name, user }: { name: string; user: ServerUser | undefined },
): Promise<void> {
  await mkdir(dirname(directory), { recursive: true });
  const workDirectory = await chooseInitialisationDirectory(directory);
  await mkdir(workDirectory, { mode: 0o700 });
  if (user !== undefined) {
    await chown(workDirectory, user.uid, user.gid);
  }
  // No password is asked for: the server listens on this machine's loopback interface alone, and holds samples.
  const settings = ["--auth=trust", `--username=${name}`, ...(await chooseLocaleFlags())];
  await run(join(programs, "initdb"), [`--pgdata=${workDirectory}`, ...settings], { ...user, cwd: programs }).catch(
    (error: Error) => {
      throw new SetupError(
        `PostgreSQL's initdb failed: ${error.message}\nMend what it reports, or set DATABASE_URL to a PostgreSQL of your own.`,
      );
    },
  );
  await adoptInitialised(workDirectory, directory);
}

/**
 * The same text handling on every machine. By default, initdb follows the environment: with no LANG (as in many CI
 * jobs) it makes a SQL_ASCII cluster whose lower() ignores "É". PostgreSQL's built-in provider is the same everywhere,
 * but pg_trgm still asks the C library what a letter is: with lc_ctype "C" it drops every non-ASCII character, and a
 * search for a Japanese or Arabic name finds nothing by index. Hence a UTF-8 lc_ctype where the system has one.
 */
async function chooseLocaleFlags(): Promise<string[]> {
  const flags = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  if (process.platform === "win32") {
    return flags;
  }
  const available = await run("locale", ["-a"]).then(
    ({ stdout }) => stdout.split("\n").map((name) => name.trim()),
    // Systems without the locale program (slim images) have C.UTF-8 built into their C library since glibc 2.35.
    () => ["C.UTF-8"],
  );
  const characterType = [/^C\.utf-?8$/i, /^en_US\.utf-?8$/i, /\.utf-?8$/i]
    .map((pattern) => available.find((name) => pattern.test(name)))
    .find((name) => name !== undefined);
  return characterType === undefined ? flags : [...flags, `--lc-ctype=${characterType}`];
}

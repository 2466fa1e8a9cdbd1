import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SetupError } from "../setup-error";
import { REPOSITORY_ROOT, STORE_DIRECTORY } from "../start/settings";

/** A built checkout of an older commit. */
export type OlderBuild = { commit: string; store: string; delete(): Promise<void> };

/** Checks a commit out into a temporary folder, installs its packages and builds it. Its store shares the uploaded files of this one. */
export async function buildOlder(ref: string, notice: (line: string) => void): Promise<OlderBuild> {
  const commit = commitOf(ref);
  const folder = await mkdtemp(join(tmpdir(), "customers-older-build-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const archive = join(folder, "sources.tar");
    run("git", ["archive", "--output", archive, commit], REPOSITORY_ROOT);
    run("tar", ["-xf", archive], folder);
    notice(`Installing the packages of ${commit}`);
    run("npm", ["ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"], folder);
    notice(`Building ${commit}`);
    run("npm", ["run", "build"], folder);
    const store = join(folder, "examples", "store");
    const files = join(STORE_DIRECTORY, "static");
    await mkdir(files, { recursive: true });
    await symlink(files, join(store, "static"));
    return { commit, store, delete: remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

function commitOf(ref: string): string {
  try {
    const args = ["rev-parse", "--verify", "--short", `${ref}^{commit}`];
    return execFileSync("git", args, { cwd: REPOSITORY_ROOT, encoding: "utf8", stdio: "pipe" }).trim();
  } catch {
    throw new SetupError(`"${ref}" is no commit of this repository. Give a tag, a branch or a hash, such as v0.1.0.`);
  }
}

function run(program: string, args: string[], folder: string): void {
  try {
    execFileSync(program, args, { cwd: folder, encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    // as: what the process wrote is on the error.
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new SetupError(
      `${stdout ?? ""}${stderr ?? ""}\n\n"${program} ${args.join(" ")}" failed; its output is above.`,
    );
  }
}

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { REPOSITORY_ROOT } from "../../scripts/start/settings";

/** What importing a file once came to. */
export type OursRun = {
  /** From the moment at which it is asked for until all is stored; a person's confirmation takes no time. */
  seconds: number;
  /** The part of it in which the file was read and checked. */
  validate_seconds: number;
  /** Resident memory of the process above that of the booted module. */
  peak_megabytes: number;
  created: number;
  updated: number;
  unchanged: number;
  /** Events that the module sent. */
  events: number;
};

const run = promisify(execFile);

/** Imports the file with the built plugin, in a separate process. */
export async function importOurs(moduleFolder: string, url: string, path: string): Promise<OursRun> {
  const script = join(__dirname, "ours-process.ts");
  const given = ["--expose-gc", "-r", "ts-node/register/transpile-only", script, moduleFolder, url, path];
  const { stdout } = await run(process.execPath, given, { cwd: REPOSITORY_ROOT, env: process.env });
  // as: the last line that the script prints.
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as OursRun;
}

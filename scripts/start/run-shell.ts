import { spawn } from "node:child_process";
import { SetupError } from "../setup-error";

/** Runs a script as a reader pastes it, in a folder, and returns what it wrote to stdout. */
export function runShell(script: string, folder?: string): Promise<string> {
  return new Promise((settle, reject) => {
    const shell = spawn("bash", ["-c", script], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    shell.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
    });
    shell.once("error", (error) => reject(new SetupError(`The example calls need bash and curl: ${error.message}`)));
    // "close", not "exit": only then has all of the output arrived.
    shell.once("close", () => settle(output));
  });
}

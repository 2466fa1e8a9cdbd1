/**
 * The leader of a process group: it runs one program and ends the whole group when its parent is gone.
 *
 * `medusa develop` forks the server and does not pass a SIGTERM on to it. Signals therefore go to the group; and since
 * a parent that is killed cannot send any, this process watches the channel to it and does so in its place.
 */
import { spawn } from "node:child_process";
import type { GuardOrder } from "./guard-protocol";

const GRACE_MILLISECONDS = 10_000;

// The parent wrote this argument in `startProcessGroup`, from a value of this type.
const order = JSON.parse(process.argv[2] ?? "{}") as GuardOrder;

function signalGroup(signal: NodeJS.Signals): void {
  process.kill(-process.pid, signal);
}

const child = spawn(order.program, order.programArguments, {
  cwd: order.workingDirectory,
  // No keyboard: a question that Medusa's command line might ask would wait for ever in the background.
  stdio: ["ignore", "inherit", "inherit"],
});
child.once("error", (error) => {
  console.error(`${order.program} cannot be run: ${error.message}`);
  process.exit(1);
});
child.once("exit", (code) => process.exit(code ?? 1));

for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
  process.on(signal, () => {
    // The program has got the same signal. Its end, awaited above, is the end of this process: a leader that left
    // first would leave its child to a process 1 that, in many containers, never clears ended processes away.
  });
}

process.on("disconnect", () => {
  signalGroup("SIGTERM");
  setTimeout(() => signalGroup("SIGKILL"), GRACE_MILLISECONDS);
});

/**
 * The leader of a process group: it runs one program and ends the whole group when its parent is gone.
 *
 * `medusa develop` forks the server and does not pass a SIGTERM on to it. Signals therefore go to the group; and since
 * a parent that is killed cannot send any, this process watches the channel to it and sends them in its place.
 */
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import type { GuardOrder } from "./process-group";

// The parent wrote this argument in `spawnGuard`, from a value of this type.
const order = JSON.parse(process.argv[2] ?? "{}") as GuardOrder;

function signalGroup(signal: NodeJS.Signals): void {
  process.kill(-process.pid, signal);
}

function end(exitCode: number): void {
  for (const folder of order.deleteAfter ?? []) {
    rmSync(folder, { recursive: true, force: true });
  }
  process.exit(exitCode);
}

const child = spawn(order.program, order.programArguments, {
  cwd: order.workingDirectory,
  ...order.user,
  // No keyboard: a question that Medusa's command line might ask would wait for ever in the background.
  stdio: ["ignore", "inherit", "inherit"],
});
child.once("error", (error) => {
  console.error(`${order.program} cannot be run: ${error.message}`);
  end(1);
});
child.once("exit", (code) => end(code ?? 1));

for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
  process.on(signal, () => {
    // The program has got the same signal. Its end, awaited above, is the end of this process: a leader that left
    // first would leave its child to a process 1 that, in many containers, never clears ended processes away.
  });
}

process.on("disconnect", () => {
  signalGroup(order.stopSignal);
  setTimeout(() => signalGroup("SIGKILL"), order.graceMilliseconds);
});

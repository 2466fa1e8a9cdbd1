import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type ProcessGroup, startProcessGroup } from "../dev-database/process-group";
import { SetupError } from "../setup-error";
import type { Session } from "./session";

/** Run without npx, which would add a process between us and Medusa that handles signals in its own way. */
const MEDUSA_PROGRAM = join(dirname(require.resolve("@medusajs/cli/package.json")), "cli.js");

const READY_TIMEOUT_MILLISECONDS = 300_000;

export type MedusaCommand = {
  commandArguments: string[];
  workingDirectory: string;
  environment: NodeJS.ProcessEnv;
  /** What to do when it fails, in one sentence. */
  advice: string;
};

/** Runs a command of Medusa's command line to its end and returns what it wrote. */
export async function runMedusa(session: Session, command: MedusaCommand): Promise<string[]> {
  const lines: string[] = [];
  const group = startCommand(command);
  group.onLine((line) => lines.push(line));
  await session.add(group.stop);
  const exitCode = await group.ended;
  session.remove(group.stop);
  if (exitCode !== 0) {
    throw failure(command, group, `ended with code ${exitCode}`);
  }
  return lines;
}

/** Starts `medusa develop` and returns once the store answers. */
export async function startMedusa(session: Session, command: MedusaCommand, origin: string): Promise<ProcessGroup> {
  const group = startCommand(command);
  await session.add(group.stop);
  const problem = await Promise.race([
    waitForHealth(origin, session),
    group.ended.then((exitCode) => `ended with code ${exitCode}`),
    failedStart(group),
  ]);
  if (problem !== undefined) {
    throw failure(command, group, problem);
  }
  return group;
}

function startCommand({ commandArguments, workingDirectory, environment }: MedusaCommand): ProcessGroup {
  return startProcessGroup({
    program: process.execPath,
    programArguments: [MEDUSA_PROGRAM, ...commandArguments],
    workingDirectory,
    environment,
  });
}

/** `medusa develop` waits for a change of the source when the server it forked has died; its last output shows it. */
function failedStart(group: ProcessGroup): Promise<string> {
  return new Promise((settle) => {
    const stopListening = group.onLine((line) => {
      if (/error starting server|dev server (failed|not started)/i.test(line)) {
        stopListening();
        // The reason follows on the next lines.
        setTimeout(() => settle("could not start its server"), 500);
      }
    });
  });
}

async function waitForHealth(origin: string, session: Session): Promise<string | undefined> {
  const deadline = Date.now() + READY_TIMEOUT_MILLISECONDS;
  while (Date.now() < deadline && !session.isStopping) {
    const response = await fetch(`${origin}/health`).catch(() => undefined);
    if (response?.ok) {
      return undefined;
    }
    await delay(200);
  }
  return `did not answer ${origin}/health within ${READY_TIMEOUT_MILLISECONDS / 1000} seconds`;
}

function failure(command: MedusaCommand, group: ProcessGroup, problem: string): SetupError {
  const name = `medusa ${command.commandArguments.join(" ")}`;
  return new SetupError(`${group.recentOutput()}\n\n"${name}" ${problem}; its output is above.\n${command.advice}`);
}

import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";

/** What the guard gets on its command line, as JSON. */
export type GuardOrder = {
  program: string;
  programArguments: string[];
  workingDirectory: string;
  /** Default: the user of this process. */
  user?: { uid: number; gid: number };
  /** Ends the program; SIGKILL follows after a while. */
  stopSignal: NodeJS.Signals;
  graceMilliseconds: number;
  /** Deleted once the program has ended. */
  deleteAfter?: string[];
};

type ProcessGroupOptions = {
  program: string;
  programArguments: string[];
  workingDirectory: string;
  environment: NodeJS.ProcessEnv;
  /** Default: the user of this process. */
  user?: { uid: number; gid: number };
};

export type ProcessGroup = {
  /** The exit code of the program; 1 when a signal ended it. */
  ended: Promise<number>;
  /** What it wrote lately, both streams together, for a report of its failure. */
  recentOutput(): string;
  /** Calls the listener for every line written from now on. Returns the way to stop that. */
  onLine(listener: (line: string) => void): () => void;
  /** SIGTERM to every process of the group, SIGKILL to those that still run after a while. May be called twice. */
  stop(): Promise<void>;
  /** SIGKILL to every process of the group at once, as a crash ends it. Returns when none of them lives. */
  kill(): Promise<void>;
};

const KEPT_LINES = 80;
const GRACE_MILLISECONDS = 10_000;
const POLL_MILLISECONDS = 50;
const REPOSITORY_ROOT = resolve(__dirname, "..", "..");

/**
 * Runs a program in its own process group. Ctrl-C in the terminal does not reach it: the order in which the parts
 * of the store end is decided by the one process that started them.
 */
export function startProcessGroup({ environment, ...program }: ProcessGroupOptions): ProcessGroup {
  const order: GuardOrder = { ...program, stopSignal: "SIGTERM", graceMilliseconds: GRACE_MILLISECONDS };
  const leader = spawnGuard(order, environment, "pipe");
  const recentLines: string[] = [];
  const listeners = new Set<(line: string) => void>();
  const receive = (line: string) => {
    recentLines.push(line);
    recentLines.splice(0, recentLines.length - KEPT_LINES);
    for (const listener of listeners) {
      listener(line);
    }
  };
  for (const stream of [leader.stdout, leader.stderr]) {
    if (stream) {
      createInterface({ input: stream }).on("line", receive);
    }
  }
  const ended = new Promise<number>((settle, reject) => {
    leader.once("error", reject);
    leader.once("exit", (code) => settle(code ?? 1));
  });
  return {
    ended,
    recentOutput: () => recentLines.join("\n"),
    onLine: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => stopGroup(leader, order),
    kill: () => killGroup(leader),
  };
}

/** Runs a program under a guard. `output`: where both write, a pipe to this process or an open file. */
export function spawnGuard(order: GuardOrder, environment: NodeJS.ProcessEnv, output: "pipe" | number): ChildProcess {
  const register = require.resolve("ts-node/register/transpile-only");
  return spawn(process.execPath, ["--require", register, resolve(__dirname, "guard.ts"), JSON.stringify(order)], {
    // ts-node looks for tsconfig.json from the working directory upwards.
    cwd: REPOSITORY_ROOT,
    detached: true,
    env: environment,
    stdio: ["ignore", output, output, "ipc"],
  });
}

/** The stop signal to every process of the group, SIGKILL to those that still run after a while. May be called twice. */
export async function stopGroup(leader: ChildProcess, order: GuardOrder): Promise<void> {
  const groupId = leader.pid;
  if (groupId === undefined || !signalGroup(groupId, order.stopSignal)) {
    return;
  }
  const deadline = Date.now() + order.graceMilliseconds;
  while (groupIsAlive(groupId)) {
    if (Date.now() > deadline) {
      signalGroup(groupId, "SIGKILL");
      return;
    }
    await delay(POLL_MILLISECONDS);
  }
}

/** For the one case the guard cannot handle: that it is killed itself. */
export function stopOrphans(leader: ChildProcess, order: GuardOrder): void {
  if (leader.pid !== undefined) {
    signalGroup(leader.pid, order.stopSignal);
  }
}

async function killGroup({ pid: groupId }: ChildProcess): Promise<void> {
  if (groupId === undefined) {
    return;
  }
  while (groupIsAlive(groupId)) {
    signalGroup(groupId, "SIGKILL");
    await delay(POLL_MILLISECONDS);
  }
}

/** Returns false when no process of the group runs. */
function signalGroup(groupId: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-groupId, signal);
    return true;
  } catch {
    return false;
  }
}

/**
 * A signal also "reaches" processes that have ended but that no parent has reaped (zombies), which stay for ever in
 * a container whose process 1 is not an init. Where /proc distinguishes them, only running processes count.
 */
function groupIsAlive(groupId: number): boolean {
  if (!signalGroup(groupId, 0)) {
    return false;
  }
  if (!existsSync("/proc/self/stat")) {
    return true;
  }
  return readdirSync("/proc").some((entry) => /^\d+$/.test(entry) && isLivingMember(entry, groupId));
}

/** /proc/<pid>/stat is "pid (name) state ppid pgrp ..."; the name may hold spaces and brackets (proc(5)). */
function isLivingMember(processId: string, groupId: number): boolean {
  try {
    const stat = readFileSync(`/proc/${processId}/stat`, "utf8");
    const [state, , group] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return group === String(groupId) && state !== "Z" && state !== "X";
  } catch {
    // It ended between the listing and the reading.
    return false;
  }
}

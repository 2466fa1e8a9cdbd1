import { Writable } from "node:stream";

/** Global for the process: the store's config and the command may each load a copy of this file. */
const REDIRECTED = Symbol.for("medusa-plugin-customers.stdout");

type Redirected = typeof globalThis & { [REDIRECTED]?: typeof process.stdout.write };

/** Matches the path by which `medusa exec` runs one of the plugin's commands. */
const COMMAND = /\bcommands[\\/]customers-(import|export|duplicates|logins|uninstall)\.[jt]s$/;

// as: the symbol is ours; nothing else puts a value there.
const registry = globalThis as Redirected;

/**
 * Reserves stdout for the result of a command: Medusa's log goes to stderr from now on.
 *
 * Does nothing in a process that runs no command of the plugin.
 */
export function keepStdoutForResult(): void {
  if (registry[REDIRECTED] || !process.argv.some((argument) => COMMAND.test(argument))) {
    return;
  }
  registry[REDIRECTED] = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof process.stdout.write;
}

/** Writes a part of the result to stdout. */
export function writeResult(text: string): void {
  (registry[REDIRECTED] ?? process.stdout.write.bind(process.stdout))(text);
}

/** Returns a stream to stdout for the result. */
export function resultStream(): Writable {
  const write = registry[REDIRECTED] ?? process.stdout.write.bind(process.stdout);
  return new Writable({ write: (chunk, _, done) => void write(chunk, done) });
}

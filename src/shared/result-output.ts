import { Writable } from "node:stream";

/** One for the process: the config of the store and the command may load this file twice. */
const REDIRECTED = Symbol.for("medusa-plugin-customers.stdout");

type Redirected = typeof globalThis & { [REDIRECTED]?: typeof process.stdout.write };

/** How `medusa exec` is asked for one of the plugin's commands. */
const COMMAND = /\bcommands[\\/]customers-(import|export|duplicates|logins|uninstall)\.[jt]s$/;

// as: the symbol is ours; nothing else puts a value there.
const registry = globalThis as Redirected;

/**
 * Keeps stdout for the result of a command: Medusa's log lines, which go there too, go to stderr from now on. Does nothing in
 * a process that runs no command of the plugin.
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

/** The result as a stream, no faster than stdout takes it. */
export function resultStream(): Writable {
  const write = registry[REDIRECTED] ?? process.stdout.write.bind(process.stdout);
  return new Writable({ write: (chunk, _, done) => void write(chunk, done) });
}

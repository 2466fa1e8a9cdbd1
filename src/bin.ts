#!/usr/bin/env node
/** `npx medusa-plugin-customers COMMAND`: runs a command of the plugin with `medusa exec`, in the folder of the store. */
import { spawn } from "node:child_process";
import { delimiter, join, relative } from "node:path";
import { COMMANDS, type CommandHelp, type CommandName, helpOf, helpOfAll } from "./commands/help";

const HELP = new Set(["--help", "-h", "help"]);

function main([name, ...rest]: string[]): void {
  if (name === undefined || HELP.has(name)) {
    process.stdout.write(helpOfAll());
    return;
  }
  if (!isCommand(name)) {
    process.stderr.write(`There is no command "${name}".\n\n${helpOfAll()}`);
    process.exitCode = 1;
    return;
  }
  if (rest.some((word) => HELP.has(word))) {
    process.stdout.write(helpOf(name));
    return;
  }
  run(name, rest);
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}

function run(name: CommandName, rest: string[]): void {
  const { flags = {} }: CommandHelp = COMMANDS[name];
  const words = rest.map((word) => flags[word] ?? word);
  const unknown = words.find((word) => word.startsWith("-"));
  if (unknown !== undefined) {
    process.stderr.write(`There is no flag "${unknown}".\n\n${helpOf(name)}`);
    process.exitCode = 1;
    return;
  }
  // Medusa takes a path from the folder of the store.
  const file = relative(process.cwd(), join(__dirname, `commands/customers-${name}.js`));
  const path = [join(process.cwd(), "node_modules/.bin"), process.env.PATH].join(delimiter);
  const child = spawn("medusa", ["exec", file, ...words], {
    stdio: "inherit",
    env: { ...process.env, PATH: path },
    shell: process.platform === "win32",
  });
  child.on("error", (error) => {
    process.stderr.write(
      `Medusa's command line does not start (${error.message}). Run this in the folder of your store.\n`,
    );
    process.exitCode = 1;
  });
  child.on("exit", (code) => {
    process.exitCode = code ?? 1;
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => child.kill(signal));
  }
}

main(process.argv.slice(2));

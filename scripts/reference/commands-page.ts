import { BIN, COMMANDS, type CommandHelp, type CommandName, helpOf } from "../../src/commands/help";
import { fence, page, table } from "./markdown";

const names = Object.keys(COMMANDS) as CommandName[];

const INTRO = `Run a command in the folder of the store, with the environment of the store (\`DATABASE_URL\`):`;

const OUTPUT = `Stdout has the result alone, so that a program can read it. Medusa's log lines, progress and advice go to stderr. \`--help\` needs
no store: it prints its text and ends.`;

/** The commands, from what they say about themselves. */
export function commandsPage(): string {
  const scripts = names.map((name) => `    "customers:${name}": "${BIN} ${name}"`).join(",\n");
  return page(
    "Commands",
    INTRO,
    fence("bash", `npx ${BIN} --help`),
    table(
      ["command", "what it does"],
      names.map((name) => [`\`${name}\``, COMMANDS[name].summary]),
    ),
    OUTPUT,
    ...names.flatMap(section),
    "## Without npx",
    "As scripts in the `package.json` of the store (`npm run --silent customers:duplicates`):",
    fence("json", `{\n  "scripts": {\n${scripts}\n  }\n}`),
    "With Medusa's command line, which takes the path of a file, and no flags:",
    fence("bash", `npx medusa exec ./node_modules/${BIN}/.medusa/server/src/commands/customers-duplicates.js`),
  );
}

function section(name: CommandName): string[] {
  const { examples }: CommandHelp = COMMANDS[name];
  const lines = examples.map(([words, text]) => `npx ${BIN} ${[name, words].filter(Boolean).join(" ")}  # ${text}`);
  return [`## ${name}`, fence("text", helpOf(name).split("\n\n  npx")[0].trim()), fence("bash", lines.join("\n"))];
}

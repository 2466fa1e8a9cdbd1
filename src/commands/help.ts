/** What a command says about itself. `docs/reference/commands.md` is generated from it. */
export type CommandHelp = {
  /** One sentence. */
  summary: string;
  /** Behind the name of the command. */
  usage: string;
  arguments: Record<string, string>;
  /** Flags of the short command that stand for an argument: the command line of `medusa exec` swallows flags. */
  flags?: Record<string, string>;
  stdout: string;
  stderr: string;
  /** Behind the name of the command, with what it does. */
  examples: [string, string][];
};

export const COMMANDS = {
  duplicates: {
    summary:
      "Lists customers whose email is another customer's in another spelling, or is not spelled as the store stores it.",
    usage: "",
    arguments: {},
    stdout: "A JSON object per line: { customer_id, problem, taken_by, has_account }. No emails.",
    stderr: "What to do about them.",
    examples: [["", "lists them"]],
  },
  export: {
    summary: "Writes customers to a file of this machine, or to stdout.",
    usage: "FILE [csv|jsonl] [FILTERS] [bom]",
    arguments: {
      FILE: 'A path. "/dev/stdout" writes to stdout. The file has its name once it is whole.',
      "csv|jsonl": "The format; default csv.",
      FILTERS: "The filters of GET /admin/customers, as JSON.",
      bom: "Begins a CSV with a byte order mark, by which Excel reads it as UTF-8.",
    },
    flags: { "--bom": "bom" },
    stdout: "The file, if FILE is /dev/stdout; else nothing.",
    stderr: "Progress.",
    examples: [
      ["customers.csv", "writes all customers"],
      ["customers.csv bom", "writes them for Excel"],
      [`/dev/stdout jsonl '{"has_account":true}'`, "writes registered customers to stdout, a JSON object per line"],
    ],
  },
  import: {
    summary: "Imports a file of this machine, without waiting for a confirmation.",
    usage: "FILE [OPTIONS]",
    arguments: {
      FILE: "A path to a CSV file.",
      OPTIONS:
        "The options of an import (docs/reference/routes.md, POST /admin/customers/imports) and send_invitations, as JSON.",
    },
    stdout: "One JSON object: { id, state, total, invalid, warned, created, updated, unchanged, skipped }.",
    stderr: "Progress, and the first errors of lines.",
    examples: [
      [`customers.csv '{"dry_run":true}'`, "says what it would do"],
      ["customers.csv", "imports the file"],
    ],
  },
  logins: {
    summary: "Names emailpass logins by the email of their customer in the store's spelling, where the name is free.",
    usage: "[rename]",
    arguments: { rename: "Renames them. Without it nothing is written." },
    flags: { "--rename": "rename" },
    stdout: "One JSON object: { dry_run?, read, to_rename or renamed, skipped }.",
    stderr: "The logins that keep their name, by id, and why.",
    examples: [
      ["", "says what it would do"],
      ["rename", "does it"],
    ],
  },
  reconcile: {
    summary: "Emits the events of changes since a time once more, where the event bus may have lost some.",
    usage: "SINCE [emit] [EVENT...]",
    arguments: {
      SINCE: "The time of the first change, such as 2026-12-01T08:00:00Z.",
      emit: "Emits an event for each change. Without it nothing is emitted.",
      EVENT: "Names of events, such as customer.updated; default all that can be made from what is stored.",
    },
    flags: { "--emit": "emit" },
    stdout: "One JSON object: { dry_run?, since, until, events, unacknowledged_invitations, problems }.",
    stderr: "What else to do.",
    examples: [
      ["2026-12-01T08:00:00Z", "counts the changes since then; run it some seconds after the last that you want"],
      ["2026-12-01T08:00:00Z emit customer.updated", "emits customer.updated for each customer who was updated since"],
    ],
  },
  uninstall: {
    summary:
      "Drops what the plugin has added to the database, so that core's schema remains. Stop servers and workers before.",
    usage: "[drop] [force]",
    arguments: {
      drop: "Drops it, in one transaction. Without it nothing is dropped. It refuses while merges, imports or changes of email have not ended.",
      force: "Drops it although work has not ended: what a merge has not moved stays with a deleted customer.",
    },
    flags: { "--drop": "drop", "--force": "force" },
    stdout:
      "One JSON object: { dry_run?, tables, columns, indexes, triggers, functions, migrations, altered_indexes, lost, unfinished }.",
    stderr: "What is lost with it.",
    examples: [
      ["", "says what it would drop, and what is lost"],
      ["drop", "drops it"],
    ],
  },
} satisfies Record<string, CommandHelp>;

export type CommandName = keyof typeof COMMANDS;

export const BIN = "medusa-plugin-customers";

export function usageOf(name: CommandName): string {
  return `Usage: ${[`npx ${BIN}`, name, COMMANDS[name].usage].filter(Boolean).join(" ")}`;
}

/** The text of `--help`. */
export function helpOf(name: CommandName): string {
  const { summary, arguments: given, flags = {}, stdout, stderr, examples }: CommandHelp = COMMANDS[name];
  const rows = [
    ...Object.entries(given),
    ...Object.entries(flags).map(([flag, word]) => [flag, `The same as ${word}.`]),
  ];
  const width = Math.max(0, ...rows.map(([word]) => word.length));
  return [
    summary,
    "",
    usageOf(name),
    ...rows.map(([word, text]) => `  ${word.padEnd(width)}  ${text}`),
    "",
    `stdout: ${stdout}`,
    `stderr: ${stderr} Medusa's log lines.`,
    "exit code: 0, or 1 after an error.",
    "",
    ...examples.map(([words, text]) => `  npx ${BIN} ${[name, words].filter(Boolean).join(" ")}  # ${text}`),
    "",
  ].join("\n");
}

/** The text of `--help` without a command. */
export function helpOfAll(): string {
  const names = Object.keys(COMMANDS).map((name) => `  ${name.padEnd(10)}  ${COMMANDS[name as CommandName].summary}`);
  return [
    `Usage: npx ${BIN} COMMAND [ARGUMENTS], in the folder of the store.`,
    "",
    ...names,
    "",
    `npx ${BIN} COMMAND --help says more.`,
    "",
  ].join("\n");
}

import { parseArgs } from "node:util";
import { SetupError } from "../scripts/setup-error";
import { MINIMUM_ROWS } from "./databases/generator";

export type Arguments = {
  rows: number;
  rounds: number;
  /** Only operations whose name holds this; with = in front, the one of this name. */
  only: string | undefined;
  http: boolean;
  import: boolean;
  export: boolean;
  scale: boolean;
  sizes: boolean;
  rebuild: boolean;
  /** Fails when a goal of goals.ts is missed. */
  check: boolean;
  /** The folder of another build of the plugin, which takes core's place. */
  against: string | undefined;
};

const DEFAULT_ROWS = 100_000;
const DEFAULT_ROUNDS = 7;

/** A round of imports takes minutes. */
const DEFAULT_IMPORT_ROUNDS = 3;

const USAGE = `Usage: npm run bench -- [options]
  --rows N       customers in the database; default ${DEFAULT_ROWS}
  --rounds N     timed calls of each operation and side; default ${DEFAULT_ROUNDS}
  --only TEXT    only the operations whose name holds this text; --only "=NAME" for one
  --scale        10,000, 100,000 and 1,000,000 customers, and how the cost grows
  --sizes        how large tables and indexes are with 100,000 and 1,000,000 customers; measures no times
  --http         through HTTP, against a store with core's module and one with the plugin
  --import       a CSV of so many customers, against COPY and SQL alone; ${DEFAULT_IMPORT_ROUNDS} rounds
  --export       a CSV of all customers against psql's \\copy, with rows a second and memory
  --against DIR  another build of the plugin in core's place: \`.medusa/server\` of another commit, copied to below .data
  --check        fail when a goal (bench/goals.ts) is missed by more than 20%
  --rebuild      recreate the databases, even if they seem up to date`;

export function readArguments(commandLine: readonly string[]): Arguments {
  const { values } = parse(commandLine);
  if ([values.http, values.export, values.import, values.scale, values.sizes].filter(Boolean).length > 1) {
    throw new SetupError(`--http, --export, --import, --scale and --sizes cannot be combined.\n${USAGE}`);
  }
  if (values.check && (values.import || values.export)) {
    throw new SetupError(`--check has no goals for --import and --export: run it without them.\n${USAGE}`);
  }
  const fallback = values.import ? DEFAULT_IMPORT_ROUNDS : DEFAULT_ROUNDS;
  return {
    rows: readNumber("rows", values.rows, { fallback: DEFAULT_ROWS, least: MINIMUM_ROWS }),
    rounds: readNumber("rounds", values.rounds, { fallback, least: 1 }),
    only: values.only?.toLowerCase(),
    http: values.http,
    import: values.import,
    export: values.export,
    scale: values.scale,
    sizes: values.sizes,
    rebuild: values.rebuild,
    check: values.check,
    against: values.against,
  };
}

function parse(commandLine: readonly string[]) {
  try {
    return parseArgs({
      args: [...commandLine],
      options: {
        rows: { type: "string" },
        rounds: { type: "string" },
        only: { type: "string" },
        import: { type: "boolean", default: false },
        against: { type: "string" },
        http: { type: "boolean", default: false },
        export: { type: "boolean", default: false },
        scale: { type: "boolean", default: false },
        sizes: { type: "boolean", default: false },
        rebuild: { type: "boolean", default: false },
        check: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

function readNumber(name: string, text: string | undefined, { fallback, least }: { fallback: number; least: number }) {
  if (text === undefined) {
    return fallback;
  }
  const number = Number(text.replaceAll(/[_,]/g, ""));
  if (!Number.isInteger(number) || number < least) {
    throw new SetupError(`--${name} is "${text}"; it must be a whole number from ${least} up.\n${USAGE}`);
  }
  return number;
}

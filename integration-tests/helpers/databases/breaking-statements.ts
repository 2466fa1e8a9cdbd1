/** A statement of a migration that breaks a server of an older build on the same database, and why. */
export type BreakingStatement = { statement: string; why: string };

/**
 * What earlier statements have made: a table of the same migration is unknown to older builds, so nothing breaks on it. The
 * triggers are those that older builds know.
 */
type Known = { tables: Set<string>; uniques: Set<string>; triggers: Set<string> };

const NEW_RULE = "refuses rows that the older build writes";
const GONE = "the older build uses what it drops, renames or changes";
const NO_CONFLICT = "the older build's `on conflict` needs it";
const UNKNOWN = "this check does not know the action";
const HIDDEN = "this check cannot read what it executes";
const NEW_TRIGGER = "its function runs on what the older build writes";

/** Finds the statements that break an older build. `before` are those of the migrations which that build knows. */
export function findBreaking(statements: readonly string[], before: readonly string[]): BreakingStatement[] {
  const known: Known = { tables: new Set(), uniques: new Set(), triggers: new Set() };
  for (const text of before.flatMap(split)) {
    noteUniques(text, known);
    known.triggers.add(CREATED_TRIGGER.exec(text)?.[1] ?? "");
  }
  const texts = statements.flatMap(split);
  return texts.flatMap((statement, at) => {
    const why = judge(statement, known, texts.slice(at + 1));
    noteUniques(statement, known);
    return why === undefined ? [] : [{ statement, why }];
  });
}

/** Splits a text into its statements: in lower case, on one line, without comments, quotes, and what literals hold. */
function split(text: string): string[] {
  const plain = text
    // In one pass: an apostrophe in a comment begins no literal, and two dashes in a literal no comment.
    .replace(/\/\*[\s\S]*?\*\/|--[^\n]*|'(?:[^']|'')*'/g, (part) => (part.startsWith("'") ? "''" : " "))
    .replace(/["`]/g, "")
    .replace(/\s+/g, " ")
    .toLowerCase()
    .replace(/\bpublic\./g, "")
    .trim();
  if (/^do\b/.test(plain)) {
    // The statements of the block, also those behind a condition.
    return plain
      .replace(/^do( language \w+)? \$\w*\$|\$\w*\$( language \w+)?;?$/g, "")
      .split(/;|\b(?:begin|then|else|loop|declare|exception)\b/)
      .flatMap(trimmed);
  }
  return plain
    .replace(/\$(\w*)\$.*?\$\1\$/g, "''")
    .split(";")
    .flatMap(trimmed);
}

const trimmed = (text: string): string[] => (text.trim() ? [text.trim()] : []);

const CREATED_TABLE = /^create (?:unlogged )?table (?:if not exists )?(\w+)/;
const CREATED_TRIGGER = /^create (?:or replace )?(?:constraint )?trigger (\w+) .*? on (\w+)/;
const UNIQUE_INDEX = /^create unique index (?:concurrently )?(?:if not exists )?(\w+) on (?:only )?(\w+)/;
const UNIQUE_CONSTRAINT = /\bconstraint (\w+) (?:unique|primary key|exclude)\b/g;

function noteUniques(text: string, { uniques }: Known): void {
  for (const name of [UNIQUE_INDEX.exec(text)?.[1], CREATED_TABLE.exec(text)?.[1]]) {
    if (name !== undefined) {
      uniques.add(name);
      uniques.add(`${name}_pkey`);
    }
  }
  for (const [, name] of text.matchAll(UNIQUE_CONSTRAINT)) {
    uniques.add(name);
  }
}

function judge(text: string, known: Known, later: readonly string[]): string | undefined {
  const created = CREATED_TABLE.exec(text);
  if (created) {
    known.tables.add(created[1]);
    return undefined;
  }
  const unique = UNIQUE_INDEX.exec(text);
  if (text.startsWith("create unique index")) {
    return unique && known.tables.has(unique[2]) ? undefined : NEW_RULE;
  }
  if (text.startsWith("drop index")) {
    const names = text.replace(/^drop index (?:concurrently )?(?:if exists )?/, "").match(/\w+/g) ?? [];
    return names.some((name) => known.uniques.has(name)) ? NO_CONFLICT : undefined;
  }
  const table = /^alter table (?:if exists )?(?:only )?(\w+) (.*)$/.exec(text);
  if (table) {
    return known.tables.has(table[1]) ? undefined : judgeActions(table[2], known);
  }
  const trigger = /^drop trigger (?:if exists )?(\w+)/.exec(text);
  if (trigger) {
    const isMadeAgain = later.some((next) => new RegExp(`^create .*trigger ${trigger[1]}\\b`).test(next));
    return isMadeAgain ? undefined : GONE;
  }
  const added = CREATED_TRIGGER.exec(text);
  if (added) {
    return known.triggers.has(added[1]) || known.tables.has(added[2]) ? undefined : NEW_TRIGGER;
  }
  if (/^execute\b/.test(text)) {
    return HIDDEN;
  }
  return /^(drop|alter)\b/.test(text) && !/^alter type \w+ add value\b/.test(text) ? GONE : undefined;
}

/** What an action of `alter table` may do; any other is refused. The word `column` may be omitted. */
const HARMLESS = [
  /^alter (column )?\w+ (set default|drop not null|set statistics|set storage)\b/,
  /^validate constraint\b/,
  /^(set|reset) \(/,
];
const ADDED_RULE = /^add (constraint \w+ )?(check|unique|primary key|foreign key|exclude)\b/;
const ADDED_COLUMN = /^add (column )?(if not exists )?\w+ /;
/** A column that is filled by the database. */
const FILLED = /\b(default (?!null\b)|generated (always|by default)|(big|small)?serial\b)/;

function judgeActions(actions: string, known: Known): string | undefined {
  return splitActions(actions)
    .map((action) => judgeAction(action, known))
    .find((why) => why !== undefined);
}

function judgeAction(action: string, { uniques }: Known): string | undefined {
  if (ADDED_RULE.test(action)) {
    return NEW_RULE;
  }
  if (ADDED_COLUMN.test(action)) {
    return /\b(not null|primary key)\b/.test(action) && !FILLED.test(action) ? NEW_RULE : undefined;
  }
  if (/^alter (column )?\w+ set not null\b/.test(action)) {
    return NEW_RULE;
  }
  const constraint = /^drop constraint (?:if exists )?(\w+)/.exec(action);
  if (constraint) {
    return uniques.has(constraint[1]) ? NO_CONFLICT : undefined;
  }
  if (/^(drop|rename)\b/.test(action) || /^alter (column )?\w+ (set data type|type|drop)\b/.test(action)) {
    return HARMLESS.some((pattern) => pattern.test(action)) ? undefined : GONE;
  }
  return HARMLESS.some((pattern) => pattern.test(action)) ? undefined : UNKNOWN;
}

/** Splits at the commas outside of parentheses. */
function splitActions(text: string): string[] {
  let depth = 0;
  const actions = [""];
  for (const sign of text) {
    depth += sign === "(" ? 1 : sign === ")" ? -1 : 0;
    if (sign === "," && depth === 0) {
      actions.push("");
    } else {
      actions[actions.length - 1] += sign;
    }
  }
  return actions.map((action) => action.trim());
}

/** What a build that knows the tables as they were stumbles over: something that it names is gone, or has another type. */
const GONE = [
  /^drop (table|function|view|type)\b/,
  /\bdrop column\b/,
  /\brename (column )?"?\w+"? to\b/,
  /\brename to\b/,
  /\balter column "?\w+"? (set data )?type\b/,
  /\balter column "?\w+"? drop default\b/,
];

/** Rows that a build writes without the column are refused. */
const DEMANDED = /\balter column "?\w+"? set not null\b/;
const ADDED = /^add column\b(?=.*\bnot null\b)(?!.*\bdefault\b)/;

/** Whether a statement of a migration breaks a server of an older build that runs on the same database. */
export function breaksOlderBuild(statement: string): boolean {
  const text = statement
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase()
    .replace(/'[^']*'/g, "''");
  if (GONE.some((pattern) => pattern.test(text)) || DEMANDED.test(text)) {
    return true;
  }
  const actions = text.replace(/^alter table (if exists )?(only )?"?\w+"? /, "").split(/,\s*(?=add |alter |drop )/);
  return text.startsWith("alter table") && actions.some((action) => ADDED.test(action));
}

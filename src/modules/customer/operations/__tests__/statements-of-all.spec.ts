import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";

const OPERATIONS = resolve(__dirname, "..");

/** Folders whose files work together: their statements are asserted a work, not a file. */
const ASSERTED_AS_A_WHOLE = ["email-changes/", "imports/", "invitations/", "merges/"];

/** Files that send nothing. */
const WITHOUT_STATEMENTS = [
  ...["duplicates/sources", "exports/explain-error", "exports/row", "list/evaluates-filter"],
  ...["list/order-expression", "list/unknown-field"],
  ...["map-database-error", "map-filter-error", "rows/create-ids", "rows/tables", "transaction"],
];

/** Files whose statements are asserted among those of another. */
const ASSERTED_WITH: Record<string, string> = {
  "customers/lock-with-email": "email-changes/apply: the lock",
  "exports/lock": "exports/create",
  "list/read-customers": "list/cursor-page",
  "list/word-rows": "search: ready",
  "memberships/add-chosen": "memberships: a group by filter and ids",
  "memberships/list-batch": "memberships: a group by filter and ids",
  "memberships/lock-group": "memberships: a group by filter and ids",
  "memberships/remove-chosen": "memberships: a group by filter and ids",
};

/** `noun/verb` of each operation. */
function operationFiles(): string[] {
  const files = readdirSync(OPERATIONS, { recursive: true, encoding: "utf8", withFileTypes: true });
  return files
    .filter((file) => file.isFile() && file.name.endsWith(".ts") && !file.parentPath.includes("__tests__"))
    .map((file) => relative(OPERATIONS, join(file.parentPath, file.name)).replace(/\.ts$/, ""));
}

/** The names of works whose statements a spec beside this one expects, as `  "noun/verb: more": [`. */
function expectedNames(): string[] {
  const files = readdirSync(__dirname, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const texts = files.map((name) => readFileSync(join(__dirname, name), "utf8"));
  return texts.flatMap((text) => [...text.matchAll(/^ {2}"([a-z/-]+(?:: [^"]+)?)": \[/gm)].map(([, name]) => name));
}

describe("the statements", () => {
  it("of every operation are asserted, word for word", () => {
    const names = expectedNames();
    const asserted = new Set([...names, ...names.map((name) => name.split(":")[0])]);

    const missing = operationFiles()
      .filter((file) => !ASSERTED_AS_A_WHOLE.some((folder) => file.startsWith(folder)))
      .filter((file) => !WITHOUT_STATEMENTS.includes(file) && !asserted.has(ASSERTED_WITH[file] ?? file));

    expect(missing).toEqual([]);
    expect(names.length).toBeGreaterThan(50);
  });
});

/**
 * `npm run reference [FOLDER]`: writes docs/reference from the sources. The specs in integration-tests/reference compare the
 * two.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { referencePages } from "./reference/pages";

const folder = resolve(process.argv[2] ?? "docs/reference");
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(referencePages())) {
  writeFileSync(join(folder, name), text);
  console.log(join(folder, name));
}
console.log("UPDATE_REFERENCE=1 npm test -- reference/tables writes tables.md: it needs a database.");
process.exit(0);

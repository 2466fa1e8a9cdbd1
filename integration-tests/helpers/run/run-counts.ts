import { appendFileSync } from "node:fs";

/** Set by the global set-up: a file in which every worker counts, and which the end of the run reads. */
export const COUNTS_FILE = "TEST_COUNTS_FILE";

/** A store that a spec file boots: seconds each. */
export function countBoot(kind: string): void {
  note(`boot ${kind}`);
}

/** Migrations that run on a database of the tests; `npm test` copies migrated databases where it can. */
export function countMigration(kind: string): void {
  note(`migration ${kind}`);
}

function note(line: string): void {
  const file = process.env[COUNTS_FILE];
  if (file) {
    appendFileSync(file, `${line}\n`);
  }
}

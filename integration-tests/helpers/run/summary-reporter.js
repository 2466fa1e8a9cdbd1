const { readFileSync, rmSync } = require("node:fs");
const { relative } = require("node:path");

const SLOWEST = 10;

/** `{ "boot example": 12, "migration module": 3 }`, from the lines that `run-counts.ts` writes. */
function readCounts() {
  const file = process.env.TEST_COUNTS_FILE;
  if (!file) {
    return {};
  }
  const counts = {};
  for (const line of readFileSync(file, "utf8").split("\n").filter(Boolean)) {
    counts[line] = (counts[line] ?? 0) + 1;
  }
  rmSync(file, { force: true });
  return counts;
}

/** "61 boots (example 55, core 2, ...)" */
function describeCounts(counts, kind) {
  const entries = Object.entries(counts).filter(([name]) => name.startsWith(`${kind} `));
  const total = entries.reduce((sum, [, count]) => sum + count, 0);
  const parts = entries.map(([name, count]) => `${name.slice(kind.length + 1)} ${count}`);
  return `${total} ${kind}s${parts.length ? ` (${parts.join(", ")})` : ""}`;
}

/** Ends the run with the slowest files, what was booted and migrated, and one plain line for machines that read a log's end. */
module.exports = class SummaryReporter {
  onRunComplete(_contexts, results) {
    const files = results.testResults
      .map(({ testFilePath, perfStats }) => ({
        path: relative(process.cwd(), testFilePath),
        seconds: perfStats.runtime / 1000,
      }))
      .sort((a, b) => b.seconds - a.seconds);
    const slowest = files
      .slice(0, SLOWEST)
      .map(({ path, seconds }) => `  ${seconds.toFixed(1).padStart(6)} s  ${path}`);
    const counts = readCounts();
    const skipped = results.numPendingTests + results.numTodoTests;
    process.stdout.write(
      [
        "",
        `The slowest of ${files.length} files:`,
        ...slowest,
        `${describeCounts(counts, "boot")}, ${describeCounts(counts, "migration")}`,
        "",
        `tests: ${results.numPassedTests} passed, ${results.numFailedTests} failed, ${skipped} skipped`,
        "",
      ].join("\n"),
    );
  }
};

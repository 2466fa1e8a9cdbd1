import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { useCustomerDatabase } from "../helpers/databases/customer-database";
import { databaseUrl } from "../helpers/databases/databases";
import { copyTemplate } from "../helpers/databases/template-databases";

const SCRIPT = resolve(__dirname, "../helpers/modules/memory-process.js");
const ROWS = 100_000;
const MEGABYTES = 300;

/** Measured: what counts is the process' memory at its highest, uncollected garbage included. */
type Measured = { created: number; heap: number; peak: number };

describe(`creating ${ROWS} customers in one call`, () => {
  const database = useCustomerDatabase("memory");

  it(`takes less than ${MEGABYTES} MB above the start`, async () => {
    await copyTemplate("module", database.name);

    const { stdout } = await promisify(execFile)(process.execPath, [
      "--expose-gc",
      SCRIPT,
      databaseUrl(database.name),
      `${ROWS}`,
    ]);
    const lines = stdout.trim().split("\n");
    // as: the last line is what the script prints.
    const measured = JSON.parse(lines[lines.length - 1]) as Measured;

    process.stderr.write(`${ROWS} customers: ${measured.heap} MB kept, ${measured.peak} MB at the highest\n`);
    expect(measured.created).toBe(ROWS);
    expect(measured.heap).toBeLessThan(MEGABYTES);
    expect(measured.peak).toBeLessThan(MEGABYTES);
  });
});

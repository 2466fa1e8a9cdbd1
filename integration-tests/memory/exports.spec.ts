import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { useCustomerDatabase } from "../helpers/databases/customer-database";
import { databaseUrl } from "../helpers/databases/databases";
import { copyTemplate } from "../helpers/databases/template-databases";

const SCRIPT = resolve(__dirname, "../helpers/exports/export-memory-process.js");
const ROWS = 100_000;
const MEGABYTES = 200;

/** Measured: the process' memory at its highest, garbage that nobody has collected yet included. */
type Measured = { rows: number; bytes: number; peak: number };

describe(`exporting ${ROWS} customers with an address and a group each`, () => {
  const database = useCustomerDatabase("export-memory");

  beforeEach(async () => {
    await copyTemplate("module", database.name);
    await database.run(`
      insert into customer_group (id, name) values ('cusgroup_1', 'gold');
      insert into customer (id, email, first_name, last_name, phone, metadata)
        select 'cus_' || n, 'customer' || n || '@example.com', 'Name ' || n, 'Surname', '+31 6 ' || n, '{"a": 1}'
        from generate_series(1, ${ROWS}) n;
      insert into customer_address (id, customer_id, address_1, city, country_code)
        select 'cuaddr_' || n, 'cus_' || n, 'Street ' || n, 'Town', 'nl' from generate_series(1, ${ROWS}) n;
      insert into customer_group_customer (id, customer_id, customer_group_id)
        select 'cusgc_' || n, 'cus_' || n, 'cusgroup_1' from generate_series(1, ${ROWS}) n;
      analyze customer; analyze customer_address; analyze customer_group_customer;`);
  });

  it(`takes less than ${MEGABYTES} MB above the start, as CSV and as JSON Lines`, async () => {
    for (const format of ["csv", "jsonl"]) {
      const started = Date.now();
      const args = ["--expose-gc", SCRIPT, databaseUrl(database.name), format];
      const { stdout } = await promisify(execFile)(process.execPath, args);
      const lines = stdout.trim().split("\n");
      // as: the last line is what the script prints.
      const measured = JSON.parse(lines[lines.length - 1]) as Measured;

      process.stderr.write(
        `${format}: ${measured.bytes} bytes, ${measured.peak} MB, ${Date.now() - started} ms in all\n`,
      );
      expect(measured.rows).toBe(ROWS);
      expect(measured.bytes).toBeGreaterThan(ROWS * 100);
      expect(measured.peak).toBeLessThan(MEGABYTES);
    }
  });
});

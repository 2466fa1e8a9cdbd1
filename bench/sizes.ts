import { openClient } from "./databases/database";
import { type EnsureOptions, ensureDatabases } from "./databases/ensure";
import { markdownTable, writeResult } from "./report";

/** Numbers of customers that are measured. */
const MEASURED = [100_000, 1_000_000];

/** Numbers of customers that the last measured one is extended to. */
const EXTENDED = [10_000_000, 100_000_000];

const MEGABYTE = 1_000_000;

/** Tables without their indexes, TOAST included; then their indexes. */
const SIZES = `
  select relname as name, relname as "table", pg_table_size(oid) as bytes from pg_class
  where relname = any($1) and relkind = 'r'
  union all
  select index.relname, indrelid::regclass::text, pg_relation_size(index.oid)
  from pg_index join pg_class index on index.oid = indexrelid
  where indrelid::regclass::text = any($1)
  order by 2, 3 desc`;

const TABLES = ["customer", "customer_address", "customer_group_customer"];

type Size = { name: string; table: string; bytes: number };

/** The sizes of tables and indexes for several numbers of customers, and what they would be for many more. */
export async function runSizes(options: Omit<EnsureOptions, "rows">): Promise<void> {
  const sizes: Record<number, Size[]> = {};
  for (const rows of MEASURED) {
    const { ours } = await ensureDatabases({ ...options, rows });
    sizes[rows] = await readSizes(options.server.url(ours));
  }
  const table = sizeTable(sizes);
  console.log(`\n${table}\n`);
  await writeResult("sizes", sizes, table);
}

async function readSizes(url: string): Promise<Size[]> {
  const client = await openClient(url);
  try {
    const { rows } = await client.query<Omit<Size, "bytes"> & { bytes: string }>(SIZES, [TABLES]);
    return rows.map((row) => ({ ...row, bytes: Number(row.bytes) }));
  } finally {
    await client.end();
  }
}

/** The rest of the table, and all of it. Extended in step with the number of customers, from the largest that is measured. */
function sizeTable(sizes: Record<number, Size[]>): string {
  const largest = MEASURED[MEASURED.length - 1];
  const bytesOf = (rows: number, { name, table }: Omit<Size, "bytes">) =>
    sizes[rows].find((size) => size.name === name && size.table === table)?.bytes ?? 0;
  const lines = sizes[largest].map((size) =>
    lineOf(
      nameOf(size),
      MEASURED.map((rows) => bytesOf(rows, size)),
    ),
  );
  const totals = MEASURED.map((rows) => sizes[rows].reduce((sum, { bytes }) => sum + bytes, 0));
  const heads = [
    ...MEASURED.map((rows) => `${millions(rows)} MB`),
    "bytes per customer",
    ...EXTENDED.map((rows) => `${millions(rows)} GB`),
  ];
  return markdownTable(["table or index", ...heads], [...lines, lineOf("all", totals)]);

  function lineOf(name: string, bytes: number[]): string[] {
    const each = bytes[bytes.length - 1] / largest;
    const measured = bytes.map((one) => (one / MEGABYTE).toFixed(1));
    const extended = EXTENDED.map((rows) => ((each * rows) / MEGABYTE / 1_000).toFixed(1));
    return [name, ...measured, each.toFixed(0), ...extended];
  }
}

const nameOf = ({ name, table }: Size): string => (name === table ? `**${name}**` : name);

const millions = (rows: number): string => (rows < MEGABYTE ? `${rows / 1_000}k` : `${rows / MEGABYTE}M`);

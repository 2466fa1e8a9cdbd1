import type { Store } from "./store";

/** The rows of every table, as the JSON text that PostgreSQL makes of them: every column, times to the microsecond. */
export type DatabaseRows = Map<string, string[]>;

/** The workflow engine's own records and the lists of migrations: not what a shop stores. */
const BOOKKEEPING = /^(workflow_execution|mikro_orm_migrations|link_module_migrations|script_migrations)$/;

/** Reads all tables of the public schema but bookkeeping, in one statement and so at one moment. */
export async function readAllRows(store: Store): Promise<DatabaseRows> {
  const tables = await store.sql<{ name: string }>(
    "select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace order by 1",
  );
  const names = tables.map(({ name }) => name).filter((name) => !BOOKKEEPING.test(name));
  const selects = names.map((name) => `select '${name}' as name, to_jsonb(t)::text as row from "${name}" t`);
  const rows = await store.sql<{ name: string; row: string }>(`${selects.join(" union all ")} order by 1, 2`);
  const byTable: DatabaseRows = new Map(names.map((name) => [name, []]));
  for (const { name, row } of rows) {
    byTable.get(name)?.push(row);
  }
  return byTable;
}

/**
 * What tells two readings apart, each difference once and sorted: `customer.email` for a changed column, `customer (row
 * added)` and `customer (row missing)`. Empty when the readings are equal, text for text.
 */
export function differences(before: DatabaseRows, after: DatabaseRows): string[] {
  const found = new Set<string>();
  for (const table of new Set([...before.keys(), ...after.keys()])) {
    for (const difference of tableDifferences(before.get(table) ?? [], after.get(table) ?? [])) {
      found.add(`${table}${difference}`);
    }
  }
  return [...found].sort();
}

function tableDifferences(before: readonly string[], after: readonly string[]): string[] {
  const stood = new Set(before);
  const stands = new Set(after);
  const gone = byKey(before.filter((row) => !stands.has(row)));
  const come = byKey(after.filter((row) => !stood.has(row)));
  const found = [...come.keys()].filter((key) => !gone.has(key)).map(() => " (row added)");
  for (const [key, row] of gone) {
    const now = come.get(key);
    found.push(...(now === undefined ? [" (row missing)"] : changedColumns(row, now)));
  }
  // Two equal rows where there was one: only tables without a key can hold them.
  return found.length || before.length === after.length ? found : [" (number of rows)"];
}

function byKey(rows: readonly string[]): Map<string, string> {
  return new Map(rows.map((row) => [String(columns(row).id ?? row), row]));
}

function changedColumns(before: string, after: string): string[] {
  const was = columns(before);
  const is = columns(after);
  const changed = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (column) => JSON.stringify(was[column]) !== JSON.stringify(is[column]),
  );
  // A difference that JavaScript's numbers cannot tell is one all the same.
  return changed.length ? changed.map((column) => `.${column}`) : [" (row)"];
}

function columns(row: string): Record<string, unknown> {
  return JSON.parse(row);
}

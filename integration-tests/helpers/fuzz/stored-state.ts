import type { Store } from "../store";

/**
 * Medusa's own records of workflows that run in the background, the lists of migrations, and the count of passwords that were
 * tried, which a refusal is there to raise.
 */
const BOOKKEEPING = [
  "customer_password_check",
  "workflow_execution",
  "mikro_orm_migrations",
  "link_module_migrations",
  "script_migrations",
];

/**
 * The state of every table in one line each: how many rows, and the youngest transaction that wrote one. A row that was
 * added, changed or deleted shows; what the rows hold is not read.
 */
export class StoredState {
  private statement: string | undefined;

  constructor(private readonly store: Store) {}

  async read(): Promise<Map<string, string>> {
    this.statement ??= await this.prepare();
    const rows = await this.store.sql<{ name: string; state: string }>(this.statement);
    return new Map(rows.map(({ name, state }) => [name, state]));
  }

  private async prepare(): Promise<string> {
    const tables = await this.store.sql<{ name: string }>(
      "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1",
    );
    const names = tables.map(({ name }) => name).filter((name) => !BOOKKEEPING.includes(name));
    const state = "concat(count(*), ' rows, written by ', max(xmin::text::bigint)) as state";
    return names.map((name) => `select '${name}' as name, ${state} from "${name}"`).join(" union all ");
  }
}

/** The tables whose state differs. */
export function changedTables(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...after].filter(([name, state]) => before.get(name) !== state).map(([name]) => name);
}

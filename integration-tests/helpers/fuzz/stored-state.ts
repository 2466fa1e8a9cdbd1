import type { Store } from "../stores/store";

/**
 * Medusa's own records of workflows that run in the background, the lists of migrations, the count of passwords that were tried,
 * which a refusal is there to raise, and the changes of the number of customers, which an undone creation leaves in pairs.
 */
const BOOKKEEPING = [
  "customer_count",
  "customer_password_check",
  "workflow_execution",
  "mikro_orm_migrations",
  "link_module_migrations",
  "script_migrations",
];

/** A function is faster than one statement over a hundred and fifty tables: it plans each in a fraction of a millisecond. */
const READER = `
  create schema if not exists fuzz;
  create or replace function fuzz.state() returns table (name text, state text) language plpgsql stable as $$
  begin
    for name in
      select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
        and relname not in (${BOOKKEEPING.map((name) => `'${name}'`).join(", ")})
    loop
      execute format('select concat(count(*), '' rows, written by '', max(xmin::text::bigint)) from public.%I', name) into state;
      return next;
    end loop;
  end $$`;

/** Shows whether something was stored: cheaply first, then by table. */
export class StoredState {
  constructor(private readonly store: Store) {}

  async prepare(): Promise<void> {
    await this.store.sql(READER);
  }

  /** The number of the next transaction that writes: equal before and after says that none has begun in between. */
  async nextTransaction(): Promise<string> {
    const [{ next }] = await this.store.sql<{ next: string }>(
      "select pg_snapshot_xmax(pg_current_snapshot())::text as next",
    );
    return next;
  }

  /**
   * The state of every table in one line each: how many rows, and the youngest transaction that wrote one. A row that was
   * added, changed or deleted shows; what the rows hold is not read.
   */
  async read(): Promise<Map<string, string>> {
    const rows = await this.store.sql<{ name: string; state: string }>("select * from fuzz.state()");
    return new Map(rows.map(({ name, state }) => [name, state]));
  }
}

/** The tables whose state differs. */
export function changedTables(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...after].filter(([name, state]) => before.get(name) !== state).map(([name]) => name);
}

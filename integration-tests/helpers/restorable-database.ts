import type { Client } from "pg";
import { withConnection } from "./databases";
import { copyTemplate, type ModuleKind } from "./template-databases";

/** Empties every table that holds rows. Most tests write to few, and a truncated table costs a new file for each index. */
const EMPTY = `
  do $$
  declare
    name text;
    filled boolean;
  begin
    for name in
      select relname from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'mikro_orm_migrations'
    loop
      execute format('select exists (select 1 from public.%I)', name) into filled;
      if filled then
        execute format('truncate public.%I restart identity cascade', name);
      end if;
    end loop;
  end $$`;

/** One hash of everything that a test may create, drop or rename: relations, columns, constraints, triggers, functions. */
const SCHEMA_HASH = `
  select md5(string_agg(line, ',' order by line)) as hash from (
    select concat_ws(' ', relname, attname, attnum, atttypid, attnotnull, pg_get_expr(adbin, adrelid))
      from pg_class join pg_attribute on attrelid = pg_class.oid
        left join pg_attrdef on adrelid = attrelid and adnum = attnum
      where relnamespace = 'public'::regnamespace and attnum > 0
    union all select concat_ws(' ', pg_get_indexdef(indexrelid), indisvalid) from pg_index
      join pg_class on pg_class.oid = indrelid where relnamespace = 'public'::regnamespace
    union all select conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
    union all select concat(pg_get_triggerdef(oid), tgenabled) from pg_trigger
    union all select proname || ' ' || md5(prosrc) from pg_proc where pronamespace = 'public'::regnamespace
  ) parts (line)`;

/**
 * A copy of a migrated template that every test finds empty. Rows are truncated; only after a test that changed the schema
 * the template is copied again, because a copy takes longer.
 */
export class RestorableDatabase {
  private schemaHash: string | undefined;

  constructor(
    readonly name: string,
    private readonly kind: ModuleKind,
  ) {}

  async restore(): Promise<void> {
    if (this.schemaHash === undefined || !(await this.empty(this.schemaHash))) {
      await copyTemplate(this.kind, this.name);
      this.schemaHash = await withConnection(this.name, readSchemaHash);
    }
  }

  /** Returns false when the schema is no longer that of the template. */
  private async empty(schemaHash: string): Promise<boolean> {
    return await withConnection(this.name, async (client) => {
      if ((await readSchemaHash(client)) !== schemaHash) {
        return false;
      }
      await client.query(EMPTY);
      return true;
    });
  }
}

async function readSchemaHash(client: Client): Promise<string> {
  const { rows } = await client.query<{ hash: string }>(SCHEMA_HASH);
  return rows[0].hash;
}

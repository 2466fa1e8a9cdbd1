import type { Client } from "pg";
import { ADDRESS_FIELDS, CUSTOMER_FIELDS, namesOf } from "../../../src/modules/customer/fields";
import { Migration20261130120000CustomersCoreTables as CoreTables } from "../../../src/modules/customer/migrations/Migration20261130120000CustomersCoreTables";
import { createDatabase, dropDatabase, withConnection } from "./databases";

const TABLES = ["customer", "customer_address", "customer_group", "customer_group_customer"] as const;

export type Table = (typeof TABLES)[number];

/** A row as PostgreSQL writes it in JSON: every column, times to the microsecond. */
export type Row = { id: string; [column: string]: unknown };
export type Rows = Record<Table, Row[]>;

/** Name and definition of each thing, as PostgreSQL itself spells it. */
type Schema = Record<"columns" | "indexes" | "constraints" | "triggers", Record<string, string>>;

/** The columns that are this plugin's and not core's. */
const OUR_COLUMNS = new Set<string>([
  ...CoreTables.ADDED.columns.map(({ name }) => name),
  ...namesOf(CUSTOMER_FIELDS, { added: true }),
  ...namesOf(ADDRESS_FIELDS, { added: true }),
]);

const SCHEMA: Record<keyof Schema, string> = {
  columns: `
    select pg_class.relname || '.' || attname as name,
      concat_ws(' ', format_type(atttypid, atttypmod), case when attnotnull then 'not null' end,
        'default ' || pg_get_expr(adbin, adrelid)) as definition
    from pg_attribute
      join pg_class on pg_class.oid = attrelid
      left join pg_attrdef on adrelid = attrelid and adnum = attnum
    where attnum > 0 and not attisdropped and pg_class.relname = any($1)`,
  indexes: `
    select pg_class.relname as name,
      concat_ws(' ', pg_get_indexdef(indexrelid), case when not indisvalid then 'invalid' end) as definition
    from pg_index join pg_class on pg_class.oid = indexrelid
    where indrelid::regclass::text = any($1)`,
  // Not-null constraints (type n) are in the columns; their names are PostgreSQL's own.
  constraints: `
    select conname as name, conrelid::regclass || ' ' || pg_get_constraintdef(oid) as definition
    from pg_constraint where contype <> 'n' and conrelid::regclass::text = any($1)`,
  triggers: `
    select tgname as name, pg_get_triggerdef(oid) as definition
    from pg_trigger where not tgisinternal and tgrelid::regclass::text = any($1)`,
};

/** A separate database for one test, and what the upgrade specs read from it. */
export class CustomerDatabase {
  constructor(readonly name: string) {}

  create(): Promise<void> {
    return createDatabase(this.name);
  }

  drop(): Promise<void> {
    return dropDatabase(this.name);
  }

  connect<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
    return withConnection(this.name, work);
  }

  async sql<Result extends object>(statement: string, values: readonly unknown[] = []): Promise<Result[]> {
    const { rows } = await this.connect((client) => client.query<Result>(statement, [...values]));
    return rows;
  }

  /** Several statements at once, without values. */
  async run(statements: string): Promise<void> {
    await this.connect((client) => client.query(statements));
  }

  /** Columns with their defaults, indexes, constraints and triggers of the module's four tables. */
  async schema(): Promise<Schema> {
    const read = async (part: keyof Schema) => {
      const rows = await this.sql<{ name: string; definition: string }>(SCHEMA[part], [[...TABLES]]);
      return Object.fromEntries(rows.map(({ name, definition }) => [name, definition]));
    };
    return {
      columns: await read("columns"),
      indexes: await read("indexes"),
      constraints: await read("constraints"),
      triggers: await read("triggers"),
    };
  }

  /** Every row of the four tables, deleted ones too, by id. */
  async rows(): Promise<Rows> {
    const read = async (table: Table) => {
      const rows = await this.sql<{ row: Row }>(`select to_jsonb(t) as row from "${table}" t order by id`);
      return [table, rows.map(({ row }) => row)] as const;
    };
    // as: one entry for each of the tables.
    return Object.fromEntries(await Promise.all(TABLES.map(read))) as Rows;
  }

  /** The names in the table of migrations, in the order in which they ran. */
  async migrations(): Promise<string[]> {
    const rows = await this.sql<{ name: string }>("select name from mikro_orm_migrations order by id");
    return rows.map(({ name }) => name);
  }
}

/** A new database for each test of the describe block, dropped after it. */
export function useCustomerDatabase(purpose: string): CustomerDatabase {
  const database = new CustomerDatabase(`customers-upgrade-${purpose}-${process.env.JEST_WORKER_ID ?? 1}`);
  beforeEach(() => database.create());
  afterEach(() => database.drop());
  return database;
}

/** The rows as core sees them. */
export function coreColumns(rows: Rows): Rows {
  const strip = (row: Row) => Object.entries(row).filter(([column]) => !OUR_COLUMNS.has(column));
  // as: the id is core's column and stays.
  const stripped = (table: Table) => rows[table].map((row) => Object.fromEntries(strip(row)) as Row);
  return Object.fromEntries(TABLES.map((table) => [table, stripped(table)])) as Rows;
}

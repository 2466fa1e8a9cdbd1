import { dirname, join, resolve } from "node:path";
import { MikroORM } from "@medusajs/framework/mikro-orm/postgresql";
import { toMikroOrmEntities } from "@medusajs/framework/utils";
import { TestDatabaseUtils } from "@medusajs/test-utils";

/** The folders of the two modules, with their migrations. */
export const OURS = resolve(__dirname, "../../../src/modules/customer");
export const CORE = dirname(require.resolve("@medusajs/customer"));

const DATABASE = `customers-schema-${process.env.JEST_WORKER_ID ?? 1}`;

export type Models = Parameters<typeof toMikroOrmEntities>[0];

/** Tables of our own, which no model is for: statements write and read them, and nothing can link to them. */
export const OWN_TABLES = [
  ...["customer_count", "customer_email_change", "customer_export", "customer_invitation", "customer_merge"],
  "customer_old_email",
  ...["customer_import", "customer_import_error", "customer_import_refused", "customer_import_row"],
  ...["customer_import_upload", "customer_password_check", "customers_group_change", "customers_membership_batch"],
];
export const isOwn = (name: string): boolean => OWN_TABLES.some((table) => name.replace(/^IDX_/, "").startsWith(table));

/** Name and definition of each thing, as PostgreSQL itself spells it: however it was made, the same is the same. */
export type Catalogue = Record<"columns" | "indexes" | "constraints", Record<string, string>>;

const QUERIES: Record<keyof Catalogue, string> = {
  columns: `
    select c.relname || '.' || a.attname as name,
      concat_ws(' ', format_type(a.atttypid, a.atttypmod), case when a.attnotnull then 'not null' end,
        'default ' || pg_get_expr(d.adbin, d.adrelid)) as definition
    from pg_attribute a
      join pg_class c on c.oid = a.attrelid and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attnum > 0 and not a.attisdropped and c.relname not like 'mikro_orm%'`,
  indexes: `
    select indexname as name, indexdef as definition from pg_indexes
    where schemaname = 'public' and tablename not like 'mikro_orm%'`,
  // Not-null constraints (type n) are in the columns; their names are PostgreSQL's own.
  constraints: `
    select c.conname as name, c.conrelid::regclass || ' ' || pg_get_constraintdef(c.oid) as definition
    from pg_constraint c
    where c.connamespace = 'public'::regnamespace and c.contype <> 'n' and c.conrelid::regclass::text not like 'mikro_orm%'`,
};

export async function catalogue(orm: MikroORM): Promise<Catalogue> {
  const read = async (part: keyof Catalogue) => {
    const rows: { name: string; definition: string }[] = await orm.em.getConnection().execute(QUERIES[part]);
    return Object.fromEntries(rows.map(({ name, definition }) => [name, definition]));
  };
  return { columns: await read("columns"), indexes: await read("indexes"), constraints: await read("constraints") };
}

/** What is there beside the tables of our own. */
export function withoutOwnTables({ columns, indexes, constraints }: Catalogue): Catalogue {
  const rest = (part: Record<string, string>) =>
    Object.fromEntries(Object.entries(part).filter(([name]) => !isOwn(name)));
  return { columns: rest(columns), indexes: rest(indexes), constraints: rest(constraints) };
}

/** Opens the database with the models and the migrations of a module's folder. `migrated` runs these, `empty` undoes all. */
type Schemas = Record<"open" | "migrated", (folder: string, models?: Models) => Promise<MikroORM>> & {
  empty(): Promise<void>;
};

/** An empty database for each test. */
export function describeSchemas(name: string, testSuite: (schemas: Schemas) => void): void {
  describe(name, () => {
    const opened: MikroORM[] = [];

    const open = async (folder: string, models: Models = []): Promise<MikroORM> => {
      const orm = await MikroORM.init({
        ...TestDatabaseUtils.getMikroOrmConfig({
          mikroOrmEntities: toMikroOrmEntities(models),
          pathToMigrations: join(folder, "migrations"),
          clientUrl: TestDatabaseUtils.getDatabaseURL(DATABASE),
          schema: "public",
        }),
        discovery: { warnWhenNoEntities: false },
      });
      opened.push(orm);
      return orm;
    };

    const migrated = async (folder: string, models: Models = []): Promise<MikroORM> => {
      const orm = await open(folder, models);
      await orm.getMigrator().up();
      return orm;
    };

    const empty = async (): Promise<void> => {
      await opened[0].em.getConnection().execute("drop schema if exists public cascade; create schema public;");
    };

    beforeEach(async () => {
      const orm = await open(OURS);
      await orm.getSchemaGenerator().ensureDatabase();
      await empty();
    });

    afterEach(async () => {
      await Promise.all(opened.splice(0).map((orm) => orm.close()));
    });

    afterAll(async () => {
      const orm = await open(OURS);
      await orm.getSchemaGenerator().dropDatabase(DATABASE);
      await orm.close();
    });

    testSuite({ open, migrated, empty });
  });
}

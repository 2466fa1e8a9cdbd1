/** `docs/reference/tables.md`: what the plugin adds to the database, read from a database that was migrated. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Migration20261130120000CustomersCoreTables as CoreTables } from "../../src/modules/customer/migrations/Migration20261130120000CustomersCoreTables";
import { page, table } from "./markdown";
import { ROOT } from "./text";

type Query = <Row extends object>(statement: string, values?: readonly unknown[]) => Promise<Row[]>;

/** The tables of the plugin: what a row is, and when it goes. */
const TABLES: Record<string, string> = {
  customer_count:
    "A change of the number of live customers; the sum is the number. A job replaces the rows with their sum every five minutes.",
  customer_email_change:
    "A change of email, from the request to its end. Deleted with its customer, and 90 days after its end, but later while imports need it. Tokens are stored as hashes.",
  customer_export: "An export. Deleted a while after its file.",
  customer_import: "An import with its options and counts. Deleted after `import_ttl_hours`.",
  customer_import_error: "An error of a line of an import; the first 100,000. Deleted with the import.",
  customer_import_refused: "A line that the check refused without a kept error. Deleted with the import.",
  customer_import_row:
    "A row of a file between its reading and its last batch. Unlogged: PostgreSQL empties the table after a crash, and the import reads its file again.",
  customer_import_upload:
    "A file on its way into the file storage, which belongs to no import yet. Deleted within a day.",
  customer_invitation: "An invitation to set a password. Deleted with its customer. Tokens are stored as hashes.",
  customer_merge: "Which customer was merged into which: ids and times. Stays when the customers are deleted.",
  customer_old_email:
    "The spelling of a registered customer's email that `db:migrate` has replaced. A login of core may still have this name.",
  customer_password_check: "Wrong passwords that the plugin's routes got in the last quarter of an hour.",
  customers_group_change:
    "The changes of whole groups, with their numbers, for the list of last changes. Deleted after 30 days.",
  customers_membership_batch: "What a change of a whole group did, for its undo. Deleted after 30 days.",
};

const INTRO = `\`db:migrate\` adds all of this. No column of core's changes; core's two unique indexes on default addresses
(\`IDX_customer_address_unique_customer_billing\`, \`..._shipping\`) no longer count deleted addresses. Core never reads or writes the plugin's tables, so they do not
disturb a store that goes back to core's module. \`npx medusa-plugin-customers uninstall\` lists what is in a database, and
\`uninstall drop\` drops it ([commands.md](commands.md)).

The database needs the extensions \`pg_trgm\` and \`unaccent\`. \`db:migrate\` creates them; they come with PostgreSQL.`;

const COLUMNS = `
  select relname as "table", attname as name, concat_ws(' ', format_type(atttypid, atttypmod),
    case when attnotnull then 'not null' end, 'default ' || pg_get_expr(adbin, adrelid)) as definition
  from pg_attribute join pg_class on pg_class.oid = attrelid
    left join pg_attrdef on adrelid = attrelid and adnum = attnum
  where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped
  order by relname, attnum`;

const INDEXES = `
  select table_class.relname as "table", index_class.relname as name, pg_get_indexdef(indexrelid) as definition
  from pg_index
    join pg_class index_class on index_class.oid = indexrelid
    join pg_class table_class on table_class.oid = indrelid
  where table_class.relnamespace = 'public'::regnamespace
  order by table_class.relname, index_class.relname`;

const FOREIGN_KEYS = `
  select conrelid::regclass::text as "table", conname as name, pg_get_constraintdef(oid) as definition
  from pg_constraint where contype = 'f' order by 1, 2`;

type Named = { table: string; name: string; definition: string };

export async function tablesPage(query: Query): Promise<string> {
  const columns = await query<Named>(COLUMNS);
  const indexes = await query<Named>(INDEXES);
  const keys = await query<Named>(FOREIGN_KEYS);
  const tables = [...new Set(columns.map((one) => one.table))].filter(isOurs);
  assertDescribed(tables);
  const added = new Set(CoreTables.ADDED.indexes);
  return page(
    "Tables, columns, indexes and jobs",
    INTRO,
    "## Core's tables",
    table(
      ["column", "type", "what it holds"],
      CoreTables.ADDED.columns.map((one) => {
        const found = columns.find(({ table: name, name: column }) => name === one.table && column === one.name);
        return [`\`${one.table}.${one.name}\``, `\`${found?.definition}\``, COLUMN_NOTES[one.name]];
      }),
    ),
    table(
      ["index", "definition"],
      indexes
        .filter(({ name }) => added.has(name))
        .map(({ name, definition }) => [`\`${name}\``, `\`${shortened(definition)}\``]),
    ),
    `Triggers: ${CoreTables.ADDED.triggers.map((one) => `\`${one.name}\` on \`${one.table}\``).join(", ")}. Functions: ` +
      `${CoreTables.ADDED.functions.map((name) => `\`${name}\``).join(", ")}.`,
    "## Tables of the plugin",
    table(
      ["table", "a row"],
      tables.map((name) => [`[\`${name}\`](#${name})`, TABLES[name]]),
    ),
    ...tables.flatMap((name) => [
      `### ${name}`,
      table(
        ["column", "type"],
        columns.filter((one) => one.table === name).map((one) => [`\`${one.name}\``, `\`${one.definition}\``]),
      ),
      list(
        "Indexes",
        indexes.filter((one) => one.table === name),
      ),
      list(
        "Foreign keys",
        keys.filter((one) => one.table === name),
      ),
    ]),
    "## Jobs",
    "Medusa runs them in a process whose `workerMode` is `shared` or `worker`. Several processes may run a job at once.",
    table(["job", "schedule (cron)", "what it does"], jobs()),
  );
}

const COLUMN_NOTES: Record<string, string> = {
  external_id: "The key of the customer in another system. Unique among live customers.",
  search_text: "The words that `q` searches, kept by the trigger.",
  import_slot: "The source of an import, and the place that it has for this address, such as its default address.",
  import_fingerprint:
    "A hash of the address as the import stored it. It differs when a person has changed the address since.",
  unique_membership: "True for the one membership that counts; the unique index keeps others away.",
};

function isOurs(name: string): boolean {
  return (
    name in TABLES ||
    !/^(customer|customer_address|customer_group|customer_group_customer|mikro_orm_migrations)$/.test(name)
  );
}

function assertDescribed(tables: string[]): void {
  const names = Object.keys(TABLES).sort();
  if (names.join() !== [...tables].sort().join()) {
    throw new Error(`scripts/reference/tables-page.ts describes ${names}; the database has ${tables}.`);
  }
}

function list(title: string, rows: Named[]): string {
  return rows.length
    ? `${title}:\n\n${rows.map(({ name, definition }) => `- \`${name}\`: \`${shortened(definition)}\``).join("\n")}`
    : "";
}

/** A definition without what its row says already. */
function shortened(definition: string): string {
  return definition
    .replace(/^CREATE (UNIQUE )?INDEX \S+ ON public\.(\S+) USING /, "$1$2 ")
    .replace(/^UNIQUE /, "unique ");
}

function jobs(): string[][] {
  const folder = join(ROOT, "src/jobs");
  return readdirSync(folder)
    .sort()
    .map((file) => {
      const text = readFileSync(join(folder, file), "utf8");
      const [, doc = ""] = text.match(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export default/) ?? [];
      const [, name, schedule] = text.match(/name: "([^"]+)", schedule: "([^"]+)"/) ?? [];
      if (!name || !doc) {
        throw new Error(`src/jobs/${file} has no docblock or no name.`);
      }
      return [
        `\`${name}\``,
        `\`${schedule}\``,
        doc
          .replace(/^\s*\*\s?/gm, "")
          .replace(/\s+/g, " ")
          .trim(),
      ];
    });
}

import { Migration } from "@medusajs/framework/mikro-orm/migrations";
import { COUNT_TRIGGERS, LIVE_COUNT_SCHEMA } from "../database/live-count-schema.sql";

const PURPOSES = ["billing", "shipping"] as const;
type Purpose = (typeof PURPOSES)[number];

/**
 * The sort orders of the dashboard; the id after each keeps equal rows in place. Core has an index on the email. Names are
 * indexed by their first letters: an index row ends at some 2,700 bytes, and a longer name, which core accepts, would
 * fail here and in every later write.
 */
const ORDERS = {
  created_at: `"created_at"`,
  updated_at: `"updated_at"`,
  first_name: `left("first_name", 200)`,
  last_name: `left("last_name", 200)`,
};

/**
 * Emails that may not be in the store's spelling: a copy of `MAY_NEED_NORMALIZING` in
 * emails/normalize-stored-emails.sql.ts. It is a copy because a migration must not change with the code.
 */
const MAY_NEED_NORMALIZING = `
  email is not null
  and (email <> lower(email) or email ~ '[^ -~]' or email <> btrim(email) or email = '' or email like '%xn--%')
`;

/** The digits of a phone, at a tenth of the cost of a regular expression. */
const DIGITS = `translate(phone, translate(phone, '0123456789', ''), '')`;

const PERSON = `(coalesce(first_name, '') || coalesce(last_name, '') || postal_code || address_1)`;

/**
 * Characters that people write between letters and digits, or omit. An apostrophe is two in SQL; the question mark is not
 * among them, because it would be a binding.
 */
const SIGNS = ` .,;:!&+-_/|()#''"`;

/** Latin letters with a sign, and the same letters without it; the database's own lower() may know ASCII only. */
function accents(): { from: string; to: string } {
  const letters = Array.from({ length: 0x17f - 0xc0 + 1 }, (_, index) => String.fromCodePoint(0xc0 + index));
  const pairs = letters
    .map((letter) => [letter, letter.normalize("NFD")[0].toLowerCase()])
    .filter(([, plain]) => /^[a-z]$/.test(plain));
  return { from: pairs.map(([letter]) => letter).join(""), to: pairs.map(([, plain]) => plain).join("") };
}

/**
 * Plain expressions of their arguments, so that PostgreSQL inlines them. Text that is all ASCII skips the replacement of
 * accents, which costs 20 us an address.
 */
function keyFunctions(): string[] {
  const { from, to } = accents();
  return [
    `create or replace function customers_phone_key(phone text) returns text
      language sql immutable parallel safe
      return case when length(${DIGITS}) >= 7 then right(${DIGITS}, 8) end;`,
    `create or replace function customers_address_key(
        first_name text, last_name text, postal_code text, address_1 text
      ) returns bigint
      language sql immutable parallel safe
      return hashtextextended(
        lower(translate(
          case when octet_length(${PERSON}) = char_length(${PERSON}) then ${PERSON}
            else translate(${PERSON}, '${from}', '${to}') end,
          '${SIGNS}', ''
        )),
        0
      );`,
  ];
}

const COLUMNS = [
  `alter table "customer_group_customer" add column if not exists "unique_membership" boolean;`,
  `alter table "customer" add column if not exists "search_text" text, add column if not exists "external_id" text;`,
  `alter table "customer_address"
    add column if not exists "import_slot" text, add column if not exists "import_fingerprint" text;`,
];

const defaultIndex = (purpose: Purpose): string => `IDX_customer_address_unique_customer_${purpose}`;

/** The name of core's index until the new one is whole; then the new one takes core's name. */
const newDefaultIndex = (purpose: Purpose): string => `IDX_customer_address_live_default_${purpose}`;

const exchangeDefaultIndex = (purpose: Purpose): string => `
  do $$ begin
    drop index if exists "${defaultIndex(purpose)}";
    alter index "${newDefaultIndex(purpose)}" rename to "${defaultIndex(purpose)}";
  end $$;
`;

const ADDRESS_INDEXES = [
  ...PURPOSES.map(
    (purpose) => `
      create unique index if not exists "${newDefaultIndex(purpose)}"
        on "customer_address" ("customer_id") where "is_default_${purpose}" = true and deleted_at is null;`,
  ),
  `create index if not exists "IDX_customer_address_person_key"
    on "customer_address" (customers_address_key(first_name, last_name, postal_code, address_1))
    where deleted_at is null and postal_code is not null and address_1 is not null;`,
];

const MEMBERSHIP_INDEXES = [
  `create unique index if not exists "IDX_customer_group_customer_unique_membership"
    on "customer_group_customer" ("customer_group_id", "customer_id")
    where unique_membership and deleted_at is null;`,
  `create index if not exists "IDX_customer_group_customer_deleted_group"
    on "customer_group_customer" ("customer_group_id") where deleted_at is not null;`,
  `create index if not exists "IDX_customer_group_customer_members"
    on "customer_group_customer" ("customer_group_id", "customer_id") where deleted_at is null;`,
];

const CUSTOMER_INDEXES = [
  ...Object.entries(ORDERS).map(
    ([column, expression]) => `
      create index if not exists "IDX_customer_${column}_id"
        on "customer" (${expression}, "id") where deleted_at is null;`,
  ),
  `create index if not exists "IDX_customer_live_id" on "customer" ("id") where deleted_at is null;`,
  `create index if not exists "IDX_customer_deleted_id" on "customer" ("id") where deleted_at is not null;`,
  `create index if not exists "IDX_customer_email_spelling"
    on "customer" (lower(btrim(email)), "id") where deleted_at is null and ${MAY_NEED_NORMALIZING};`,
  `create index if not exists "IDX_customer_phone_key"
    on "customer" (customers_phone_key(phone)) where deleted_at is null and phone is not null;`,
  `create unique index if not exists "IDX_customer_external_id_unique"
    on "customer" ("external_id") where deleted_at is null;`,
  ...["external_id", "email"].map(
    (column) => `
      create index if not exists "IDX_customer_deleted_${column}"
        on "customer" ("${column}") where deleted_at is not null and "${column}" is not null;`,
  ),
];

/**
 * What the plugin adds to core's four tables. Core, when it returns, never writes the new columns, and no index refuses
 * what core writes.
 *
 * - Default addresses: a deleted one no longer takes the place of a live one. The two indexes keep core's names.
 * - Memberships: one live membership per customer and group among the rows that this plugin writes. They have
 *   `unique_membership` set, and the unique index covers these rows only. The second index serves the restore of a group.
 * - Lists: indexes for pages of live customers in each order (by id for deep pages, read from the index alone), of a
 *   group's members, and of deleted customers, which counts subtract. `search_text` stays empty until `medusa db:migrate`
 *   finds the extensions that searching needs (listing/prepare-search.sql.ts).
 * - Duplicates: keys that candidates for one person share, as indexes on expressions. The keys are coarse; `duplicates/`
 *   compares the rows that share one. An unusual spelling of an email (few rows), the last eight digits of a phone (the
 *   same with and without the country's prefix), a number made of name, postal code and address line.
 * - Imports: `import_slot` is where the source of an import keeps the address (its one billing address, say), and
 *   `import_fingerprint` is what the import wrote: an address that differs from it was changed here.
 * - `external_id`: the customer's key in another system. The unique index covers live rows.
 * - Merged customers are deleted rows; two indexes of these find them by the keys that a file still has.
 * - `customer_count`: the number of live customers, as changes whose sum it is, which triggers append, of core's statements
 *   too (database/live-count-schema.sql.ts).
 */
export class Migration20261130120000CustomersCoreTables extends Migration {
  /**
   * The whole migration, each statement repeatable, the exchange of the default indexes last. `medusa db:migrate` runs them
   * before the migrations, each in a transaction of its own (database/prepare-core-tables.sql.ts), which locks one table.
   * All migrations are one transaction, which would hold every lock to its end, and deadlock with a request that uses two
   * of the tables.
   */
  static readonly PREPARATION: readonly string[] = [
    ...COLUMNS,
    ...keyFunctions(),
    ...CUSTOMER_INDEXES,
    ...MEMBERSHIP_INDEXES,
    ...ADDRESS_INDEXES,
    ...LIVE_COUNT_SCHEMA,
    ...PURPOSES.map(exchangeDefaultIndex),
  ];

  static readonly TABLES = ["customer_count"];

  /** The columns whose order has an index; core has one on the email, and the id is the primary key. */
  static readonly ORDERS: readonly string[] = Object.keys(ORDERS);

  /** Returns a row when the last of these statements has run. */
  static readonly IS_PREPARED = `
    select true as prepared from pg_index
    where indexrelid = to_regclass('"${defaultIndex("shipping")}"') and pg_get_expr(indpred, indrelid) like '%deleted_at%'
  `;

  /** Locks nothing where the statements have run. */
  override async up(): Promise<void> {
    if ((await this.execute(Migration20261130120000CustomersCoreTables.IS_PREPARED)).length) {
      return;
    }
    // The strongest lock first: one that is raised later deadlocks with a transaction that reads and then writes.
    this.addSql(`lock table "customer_group_customer", "customer_address", "customer" in access exclusive mode;`);
    for (const statement of Migration20261130120000CustomersCoreTables.PREPARATION) {
      this.addSql(statement);
    }
  }

  /** The additions of this migration and of listing/prepare-search.sql.ts, in the order in which they can be dropped. */
  static readonly ADDED = {
    triggers: ["customers_search_text", ...COUNT_TRIGGERS].map((name) => ({
      table: "customer",
      name,
    })),
    indexes: [
      ...[...Object.keys(ORDERS), "live", "deleted"].map((column) => `IDX_customer_${column}_id`),
      ...["search_text", "email_spelling", "phone_key", "external_id_unique"].map((name) => `IDX_customer_${name}`),
      ...["deleted_external_id", "deleted_email"].map((name) => `IDX_customer_${name}`),
      ...["person_key", "live_default_billing", "live_default_shipping"].map((name) => `IDX_customer_address_${name}`),
      ...["unique_membership", "deleted_group", "members"].map((name) => `IDX_customer_group_customer_${name}`),
    ],
    functions: [
      "customers_count_live",
      "customers_keep_search_text",
      "customers_search_text",
      "customers_fold",
      "customers_address_key",
      "customers_phone_key",
    ],
    columns: [
      { table: "customer", name: "external_id" },
      { table: "customer", name: "search_text" },
      { table: "customer_address", name: "import_slot" },
      { table: "customer_address", name: "import_fingerprint" },
      { table: "customer_group_customer", name: "unique_membership" },
    ],
  };

  /**
   * Restores core's two indexes on default addresses. They cover deleted rows too: of several defaults the live one stays,
   * else the one that was deleted last.
   */
  static readonly RESTORATION: readonly string[] = PURPOSES.flatMap((purpose) => [
    `update "customer_address" set "is_default_${purpose}" = false
      where id in (
        select id from (
          select id, row_number() over (partition by customer_id order by deleted_at desc nulls first, id) as place
          from "customer_address" where "is_default_${purpose}" = true
        ) ranked
        where place > 1
      );`,
    `drop index if exists "${defaultIndex(purpose)}";`,
    `create unique index "${defaultIndex(purpose)}" on "customer_address" ("customer_id")
      where "is_default_${purpose}" = true;`,
  ]);

  override async down(): Promise<void> {
    const { triggers, indexes, functions, columns } = Migration20261130120000CustomersCoreTables.ADDED;
    for (const { table, name } of triggers) {
      this.addSql(`drop trigger if exists "${name}" on "${table}";`);
    }
    this.addSql(`drop index if exists ${indexes.map((name) => `"${name}"`).join(", ")};`);
    this.addSql(`drop function if exists ${functions.join(", ")};`);
    this.addSql(`drop table if exists "customer_count";`);
    for (const { table, name } of columns) {
      this.addSql(`alter table "${table}" drop column if exists "${name}";`);
    }
    for (const statement of Migration20261130120000CustomersCoreTables.RESTORATION) {
      this.addSql(statement);
    }
  }
}

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type BreakingStatement, findBreaking } from "../helpers/databases/breaking-statements";

const FOLDER = join(__dirname, "../../src/modules/customer/migrations");

/** Core's migrations. */
const CORE = [
  ...["Migration20240124154000", "Migration20240524123112", "Migration20240602110946", "Migration20241211074630"],
  "Migration20251010130829",
];

/** The migrations of the first release. A server of that release has to run on what later ones make of the database. */
const RELEASED = [
  ...[...CORE, "Migration20261130120000CustomersCoreTables"],
  ...["Migration20261130120100CustomersAccounts", "Migration20261130120200CustomersFiles"],
  "Migration20261201040000CustomersCompletedEmailChanges",
];

type Migration = { up(): Promise<void>; getQueries(): unknown[] };

/** The statements of a migration's `up`, as texts. */
async function statementsOf(name: string): Promise<string[]> {
  const loaded: Record<string, new (driver: object, config: object) => Migration> = await import(join(FOLDER, name));
  // A migration asks whether its statements have run; on no database none has.
  const migration = new loaded[name]({ execute: async () => [] }, {});
  await migration.up();
  return migration.getQueries().map(String);
}

/** Statements that the check refuses, and why no older build notices them. The key is how the statement begins. */
type Allowed = Record<string, string>;

/** Those of migrations after the first release. */
const ALLOWED_SINCE: Allowed = {};

/** Those of the first release, beside which core's module runs during the switch. */
const ALLOWED: Allowed = {
  "create unique index if not exists idx_customer_external_id_unique ": "Core does not write the column.",
  "create unique index if not exists idx_customer_group_customer_unique_membership ":
    "It covers rows with `unique_membership` only, a column that core does not write.",
  "create unique index if not exists idx_customer_address_live_default_billing ":
    "Core's index of the same column refuses these rows and more.",
  "create unique index if not exists idx_customer_address_live_default_shipping ": "As for billing.",
  "drop index if exists idx_customer_address_unique_customer_billing":
    "Core's statements have no `on conflict` on it, and its successor gets its name in the same block.",
  "drop index if exists idx_customer_address_unique_customer_shipping": "As for billing.",
  "alter index idx_customer_address_live_default_billing rename to ": "The successor gets the name that core knows.",
  "alter index idx_customer_address_live_default_shipping rename to ": "As for billing.",
  "execute format($create$ create or replace function customers_count_live() ":
    "It makes a function that core does not call.",
  "create or replace trigger customers_count_": "The triggers count rows of core's statements, and refuse none.",
};

/** The statements that are refused and not allowed, and what is allowed and not needed. */
function compare(found: readonly BreakingStatement[], allowed: Allowed) {
  const begins = Object.keys(allowed);
  return {
    refused: found.filter(({ statement }) => !begins.some((begin) => statement.startsWith(begin))),
    unused: begins.filter((begin) => !found.some(({ statement }) => statement.startsWith(begin))),
  };
}

const ALL_ALLOWED = { refused: [], unused: [] };

/** What the migrations have that breaks servers which know the earlier ones alone. */
async function findRefused(earlier: readonly string[], later: readonly string[]): Promise<BreakingStatement[]> {
  const read = async (names: readonly string[]) => (await Promise.all(names.map(statementsOf))).flat();
  return findBreaking(await read(later), await read(earlier));
}

describe("migrations", () => {
  const names = readdirSync(FOLDER)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.slice(0, -3))
    .sort();
  const isRelease = (name: string) => RELEASED.includes(name);
  const isCore = (name: string) => CORE.includes(name);

  it("the first release's are still there, under their names", () => {
    expect(RELEASED.filter((name) => !names.includes(name))).toEqual([]);
  });

  it("after the first release break no server of an older build, which runs beside the new one during an upgrade", async () => {
    const later = names.filter((name) => !isRelease(name));

    expect(compare(await findRefused(RELEASED, later), ALLOWED_SINCE)).toEqual(ALL_ALLOWED);
  });

  it("of the first release break no server with core's module, which runs beside during the switch", async () => {
    const found = await findRefused(
      CORE,
      RELEASED.filter((name) => !isCore(name)),
    );

    expect(compare(found, ALLOWED)).toEqual(ALL_ALLOWED);
  });

  it("are read as statements", async () => {
    expect((await statementsOf("Migration20261130120100CustomersAccounts")).length).toBeGreaterThan(10);
  });
});

describe("findBreaking", () => {
  const BEFORE = [
    'create table if not exists "customer_merge" ("id" text not null, constraint "customer_merge_pkey" primary key ("id"))',
    'create unique index if not exists "IDX_one" on "customer_merge" ("merged_id")',
    'create index if not exists "IDX_x" on "customer_merge" ("created_by")',
    'create trigger "t" after insert on "customer" for each row execute function f()',
  ];
  const breaks = (...statements: string[]): boolean => findBreaking(statements, BEFORE).length > 0;

  it.each([
    'alter table "customer_merge" drop column "attempts"',
    'alter table "customer_merge" drop column if exists "attempts";',
    'alter table "customer_merge" drop "attempts"',
    "ALTER TABLE customer_merge\n  RENAME COLUMN attempts TO tries",
    "alter table customer_merge rename attempts to tries",
    'alter table "customer_merge" rename to "customers_merge"',
    'drop table if exists "customer_merge"',
    'alter table "customer_merge" add column "kind_2" text not null',
    'alter table "customer_merge" add "kind_2" text not null',
    'alter table "customer_merge" add "kind_2" text default null not null',
    "alter table customer_merge add column if not exists a text null, add column b numeric(1, 2) not null",
    "alter table customer_merge add a text, add b integer not null",
    'alter table "customer_merge" alter column "created_by" set not null',
    'alter table "customer_merge" alter "created_by" set not null',
    'alter table "customer_merge" alter column "attempts" type text',
    'alter table "customer_merge" alter column "attempts" drop default',
    'alter table "public"."customer_merge" add primary key ("a")',
    'alter table "customer_merge" disable trigger all',
    "drop function customers_fold(text)",
    'drop trigger if exists "x" on "customer"',
    // A statement with `on conflict` fails without the index.
    'drop index if exists "IDX_one"',
    'drop index concurrently "IDX_x", "IDX_one"',
    'alter table "customer_merge" drop constraint "customer_merge_pkey"',
    'create unique index if not exists "IDX_y" on "customer_merge" ("created_by")',
    'create unique index concurrently "IDX_y" on "customer_merge" ("created_by") where a',
    'alter table "customer_merge" add constraint "x" unique ("a")',
    // `not valid` spares the rows of before, and refuses new ones.
    "alter table customer_merge add constraint x check (kind in ('a'))",
    "alter table customer_merge add check (a > 0) not valid",
    'alter table "customer_merge" drop constraint if exists "x", add constraint "x" check (kind in (\'a\')) not valid',
    'alter table "customer_merge" add constraint "x" foreign key ("a") references "customer" ("id")',
    'do $$ begin if true then drop index "IDX_one"; end if; end $$;',
    "comment on table customer_merge is 'x'; drop table customer_merge",
    "-- The table's index\ndrop table customer_merge;\n-- it's gone",
    "/* The table's index */ drop table customer_merge; /* it's gone */",
    "comment on table customer_merge is '-- x'; drop table customer_merge",
    "do $$ begin execute 'drop table customer_merge'; end $$",
    "do $$ begin execute format('drop table %I', 'customer_merge'); end $$",
    'create trigger "n" before insert on "customer_merge" for each row execute function f()',
    'create or replace constraint trigger "n" after insert or update of a on public.customer_merge execute function f()',
    'drop trigger if exists "n" on "customer_merge"; create trigger "n" after insert on "customer_merge" execute function f()',
  ])("refuses %s", (statement) => {
    expect(breaks(statement)).toBe(true);
  });

  it.each([
    'alter table "customer_merge" add column if not exists "note" text null',
    'alter table "customer_merge" add "note" text',
    'alter table "customer_merge" add column "tries" integer not null default 0',
    'alter table "customer_merge" alter column "kind" drop not null, alter "kind" set default \'a\'',
    'alter table "customer_merge" validate constraint "x"',
    'alter table "customer_merge" drop constraint if exists "customer_merge_kind_check"',
    'create table if not exists "customer_new" ("id" text not null, constraint "x_pkey" primary key ("id"))',
    'create index if not exists "IDX_y" on "customer_merge" ("created_by")',
    'drop index if exists "IDX_x"',
    "comment on table customer_merge is 'drop table'",
    "create or replace function f() returns trigger language plpgsql as $$ begin drop table x; end $$",
    "-- drop table x\nselect 1",
    'update "customer_merge" set "note" = \'a\' where "note" is null',
  ])("allows %s", (statement) => {
    expect(breaks(statement)).toBe(false);
  });

  it("allows any rule on a table of the same migration, which older builds do not know, and a trigger that is made again", () => {
    expect(breaks('create table "n" ("id" text)', 'create unique index "u" on "n" ("id")')).toBe(false);
    expect(breaks('create table "n" ("id" text)', 'alter table "n" add constraint "c" check (true)')).toBe(false);
    expect(breaks('create table "n" ("id" text)', 'create trigger "u" after insert on "n" execute function f()')).toBe(
      false,
    );
    expect(breaks('drop trigger "t" on "customer"', "create constraint trigger t after insert on customer")).toBe(
      false,
    );
  });

  it("says why", () => {
    expect(findBreaking(['drop index "IDX_one"'], BEFORE)).toEqual([
      { statement: "drop index idx_one", why: "the older build's `on conflict` needs it" },
    ]);
  });
});

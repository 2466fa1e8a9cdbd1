import { readdirSync } from "node:fs";
import { join } from "node:path";
import { breaksOlderBuild } from "../helpers/databases/breaking-statements";

const FOLDER = join(__dirname, "../../src/modules/customer/migrations");

/** The migrations of the first release. A server of that release has to run on what later ones make of the database. */
const RELEASED = [
  ...["Migration20240124154000", "Migration20240524123112", "Migration20240602110946", "Migration20241211074630"],
  ...["Migration20251010130829", "Migration20261130120000CustomersCoreTables"],
  ...["Migration20261130120100CustomersAccounts", "Migration20261130120200CustomersFiles"],
  "Migration20261201040000CustomersCompletedEmailChanges",
];

type Migration = { up(): Promise<void>; getQueries(): unknown[] };

/** The statements of a migration's `up`, as texts. */
async function statementsOf(name: string): Promise<string[]> {
  const loaded: Record<string, new (driver: object, config: object) => Migration> = await import(join(FOLDER, name));
  const migration = new loaded[name]({}, {});
  await migration.up();
  return migration.getQueries().map(String);
}

describe("migrations after the first release", () => {
  const names = readdirSync(FOLDER)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.slice(0, -3));

  it("the first release's are still there, under their names", () => {
    expect(RELEASED.filter((name) => !names.includes(name))).toEqual([]);
  });

  it("break no server of an older build, which runs beside the new one during an upgrade", async () => {
    const later = names.filter((name) => !RELEASED.includes(name));
    const found: Record<string, string[]> = {};
    for (const name of later) {
      found[name] = (await statementsOf(name)).filter(breaksOlderBuild);
    }
    expect(Object.entries(found).filter(([, statements]) => statements.length)).toEqual([]);
  });

  it("are read as statements", async () => {
    expect((await statementsOf("Migration20261130120100CustomersAccounts")).length).toBeGreaterThan(10);
  });
});

describe("breaksOlderBuild", () => {
  it.each([
    'alter table "customer_merge" drop column "attempts"',
    'alter table "customer_merge" drop column if exists "attempts";',
    "ALTER TABLE customer_merge\n  RENAME COLUMN attempts TO tries",
    "alter table customer_merge rename attempts to tries",
    'alter table "customer_merge" rename to "customers_merge"',
    'drop table if exists "customer_merge"',
    'alter table "customer_merge" add column "kind_2" text not null',
    "alter table customer_merge add column if not exists a text null, add column b integer not null",
    'alter table "customer_merge" alter column "created_by" set not null',
    'alter table "customer_merge" alter column "attempts" type text',
    'alter table "customer_merge" alter column "attempts" drop default',
    "drop function customers_fold(text)",
  ])("is true for %s", (statement) => {
    expect(breaksOlderBuild(statement)).toBe(true);
  });

  it.each([
    'alter table "customer_merge" add column if not exists "note" text null',
    'alter table "customer_merge" add column "tries" integer not null default 0',
    'create table if not exists "customer_new" ("id" text not null, constraint "x_pkey" primary key ("id"))',
    'create index if not exists "IDX_x" on "customer_merge" ("created_by")',
    'drop index if exists "IDX_x"',
    'alter table "customer_merge" drop constraint if exists "x", add constraint "x" check (kind in (\'a\')) not valid',
    "comment on table customer_merge is 'drop table'",
  ])("is false for %s", (statement) => {
    expect(breaksOlderBuild(statement)).toBe(false);
  });
});

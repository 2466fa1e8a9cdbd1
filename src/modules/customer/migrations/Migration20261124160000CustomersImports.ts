import { Migration } from "@medusajs/framework/mikro-orm/migrations";

const STATES = [
  ...["uploaded", "validating", "ready", "importing"],
  ...["completed", "completed_with_errors", "failed", "cancelled"],
];

/**
 * Imports, what is wrong with lines of their files, and the rows of a file between its reading and its last batch. Tables
 * that core never touches. The rows are in an unlogged table, which costs half of what others cost to write: PostgreSQL
 * empties it when it has crashed, and the import then reads its file again. No foreign keys: a million rows would be
 * looked up one by one; who deletes an import deletes its rows along.
 */
export class Migration20261124160000CustomersImports extends Migration {
  override async up(): Promise<void> {
    this.imports();
    this.errors();
    this.rows();
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "customer_import_row", "customer_import_error", "customer_import";`);
  }

  private imports(): void {
    this.addSql(`
      create table if not exists "customer_import" (
        "id" text not null,
        "state" text not null default 'uploaded',
        "options" jsonb not null,
        "header" jsonb null,
        "file_id" text null,
        "filename" text null,
        "total" integer not null default 0,
        "invalid" integer not null default 0,
        "created" integer not null default 0,
        "updated" integer not null default 0,
        "unchanged" integer not null default 0,
        "skipped" integer not null default 0,
        "expected" jsonb null,
        "applied_line" integer not null default 0,
        "error" text null,
        "created_by" text null,
        "run_id" text null,
        "attempts" integer not null default 0,
        "heartbeat_at" timestamptz null,
        "started_at" timestamptz null,
        "completed_at" timestamptz null,
        "expires_at" timestamptz not null,
        "created_at" timestamptz not null default now(),
        "updated_at" timestamptz not null default now(),
        constraint "customer_import_pkey" primary key ("id"),
        constraint "customer_import_state_check"
          check ("state" in (${STATES.map((state) => `'${state}'`).join(", ")}))
      );
    `);
    this.addSql(`
      create index if not exists "IDX_customer_import_open"
        on "customer_import" ("id") where state in ('uploaded', 'validating', 'importing');
    `);
    this.addSql(`create index if not exists "IDX_customer_import_expires_at" on "customer_import" ("expires_at");`);
    this.addSql(`
      create index if not exists "IDX_customer_import_file_id"
        on "customer_import" ("file_id") where file_id is not null;
    `);
  }

  private errors(): void {
    this.addSql(`
      create table if not exists "customer_import_error" (
        "import_id" text not null,
        "line" integer not null,
        "position" smallint not null,
        "field" text null,
        "reason" text not null,
        "raw" text not null,
        constraint "customer_import_error_pkey" primary key ("import_id", "line", "position")
      );
    `);
  }

  private rows(): void {
    this.addSql(`
      create unlogged table if not exists "customer_import_row" (
        "import_id" text not null,
        "line" integer not null,
        "new_id" text not null,
        "id" text null,
        "external_id" text null,
        "email" text null,
        "has_account" boolean null,
        "company_name" text null,
        "first_name" text null,
        "last_name" text null,
        "phone" text null,
        "created_by" text null,
        "created_at" timestamptz null,
        "updated_at" timestamptz null,
        "metadata" jsonb null,
        "clears" integer not null,
        "groups" text[] null,
        "addresses" jsonb null,
        "raw" text not null,
        constraint "customer_import_row_pkey" primary key ("import_id", "line")
      );
    `);
  }
}

import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** Tables of exports and imports. They are the plugin's own: core never reads or writes them. */
export class Migration20261130120200CustomersFiles extends Migration {
  static readonly TABLES = [
    "customer_export",
    "customer_import_upload",
    "customer_import_row",
    "customer_import_refused",
    "customer_import_error",
    "customer_import",
  ];

  override async up(): Promise<void> {
    this.exports();
    this.imports();
    this.importErrors();
    this.importRows();
    this.importUploads();
  }

  override async down(): Promise<void> {
    this.addSql(
      `drop table if exists ${Migration20261130120200CustomersFiles.TABLES.map((name) => `"${name}"`).join(", ")};`,
    );
  }

  private exports(): void {
    this.addSql(`
      create table if not exists "customer_export" (
        "id" text not null,
        "state" text not null default 'pending',
        "format" text not null,
        "columns" jsonb not null,
        "filters" jsonb not null,
        "bom" boolean not null default false,
        "row_count" integer not null default 0,
        "file_id" text null,
        "error" text null,
        "created_by" text null,
        "run_id" text null,
        "attempts" integer not null default 0,
        "heartbeat_at" timestamptz null,
        "completed_at" timestamptz null,
        "expires_at" timestamptz null,
        "created_at" timestamptz not null default now(),
        "updated_at" timestamptz not null default now(),
        constraint "customer_export_pkey" primary key ("id"),
        constraint "customer_export_state_check"
          check ("state" in ('pending', 'running', 'completed', 'failed', 'expired')),
        constraint "customer_export_format_check" check ("format" in ('csv', 'jsonl'))
      );
    `);
    this.addSql(`
      create index if not exists "IDX_customer_export_open"
        on "customer_export" ("state", "id") where state in ('pending', 'running', 'completed');
    `);
  }

  /**
   * `owns_file`: an uploaded file is deleted with its import, a file that was only named stays. `error_count` counts all
   * errors, `customer_import_error` keeps the first ones. `retry_at` is when an import whose file could not be read is
   * tried again.
   */
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
        "owns_file" boolean not null default true,
        "error_count" integer not null default 0,
        "folded" integer not null default 0,
        "warned" integer not null default 0,
        "warning_count" integer not null default 0,
        "send_invitations" boolean not null default false,
        "retry_at" timestamptz null,
        constraint "customer_import_pkey" primary key ("id"),
        constraint "customer_import_state_check" check ("state" in (
          'uploaded', 'validating', 'ready', 'importing', 'completed', 'completed_with_errors', 'failed', 'cancelled'
        ))
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

  /**
   * The errors of lines, and the lines that the check refused without a kept error, so that a second reading of the file
   * leaves them out too. No foreign keys: each of a million rows would be looked up.
   */
  private importErrors(): void {
    this.addSql(`
      create table if not exists "customer_import_error" (
        "import_id" text not null,
        "line" integer not null,
        "position" smallint not null,
        "level" text not null default 'error',
        "field" text null,
        "reason" text not null,
        "raw" text not null,
        constraint "customer_import_error_pkey" primary key ("import_id", "line", "position")
      );
    `);
    this.addSql(`
      create table if not exists "customer_import_refused" (
        "import_id" text not null,
        "lines" integer[] not null
      );
    `);
    this.addSql(`
      create index if not exists "IDX_customer_import_refused_import_id" on "customer_import_refused" ("import_id");
    `);
  }

  /**
   * The rows of a file between its reading and its last batch. Unlogged, at half the cost of a write: PostgreSQL empties
   * the table after a crash, and the import then reads its file again.
   */
  private importRows(): void {
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

  /** Files on their way into the store's file storage, which belong to no import yet. */
  private importUploads(): void {
    this.addSql(`
      create table if not exists "customer_import_upload" (
        "file_id" text not null,
        "created_at" timestamptz not null default now(),
        constraint "customer_import_upload_pkey" primary key ("file_id")
      );
    `);
  }
}

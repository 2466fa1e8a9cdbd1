import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** Exports that were asked for, what became of them, and when their files are to go. A table that core never touches. */
export class Migration20261124120000CustomersExports extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table if not exists "customer_export" (
        "id" text not null,
        "state" text not null default 'pending',
        "format" text not null,
        "columns" jsonb not null,
        "filters" jsonb not null,
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

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "customer_export";`);
  }
}

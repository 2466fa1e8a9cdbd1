import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/**
 * How many errors an import has found, beyond those that are kept; which checked rows were refused without an error that
 * is kept, so that a file that is read again leaves them out too; whether its invitations are to be sent;
 * and when an import whose file could not be read is tried again.
 */
export class Migration20261130080000CustomersImportErrors extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      alter table if exists "customer_import"
        add column if not exists "error_count" integer not null default 0,
        add column if not exists "send_invitations" boolean not null default false,
        add column if not exists "retry_at" timestamptz null;
    `);
    this.addSql(`
      update "customer_import" set error_count = counted.errors
      from (select import_id, count(*) as errors from "customer_import_error" group by import_id) as counted
      where id = counted.import_id and error_count = 0;
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

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "customer_import_refused";`);
    this.addSql(`
      alter table if exists "customer_import" drop column if exists "error_count",
        drop column if exists "send_invitations", drop column if exists "retry_at";
    `);
  }
}

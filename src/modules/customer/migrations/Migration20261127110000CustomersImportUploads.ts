import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** Files that are on their way into the store's file storage and belong to no import yet. */
export class Migration20261127110000CustomersImportUploads extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table if not exists "customer_import_upload" (
        "file_id" text not null,
        "created_at" timestamptz not null default now(),
        constraint "customer_import_upload_pkey" primary key ("file_id")
      );
    `);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "customer_import_upload";`);
  }
}

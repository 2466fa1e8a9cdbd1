import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** Whose the file of an import is: one that came with the request goes with the import, one that was only named stays. */
export class Migration20261127090000CustomersImportFiles extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "customer_import" add column if not exists "owns_file" boolean not null default true;`,
    );
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "customer_import" drop column if exists "owns_file";`);
  }
}

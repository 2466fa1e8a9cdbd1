import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/**
 * The customer's key in another system. Core never writes it, so that its rows leave the column empty and the unique
 * index, which looks at live rows with a key only, cannot refuse what core inserts or updates.
 */
export class Migration20261124110000CustomersExternalId extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "customer" add column if not exists "external_id" text;`);
    this.addSql(`
      create unique index if not exists "IDX_customer_external_id_unique"
        on "customer" ("external_id") where deleted_at is null;
    `);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_customer_external_id_unique";`);
    this.addSql(`alter table "customer" drop column if exists "external_id";`);
  }
}

import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** A group needs a name, and no two live groups share one. */
export class Migration20240602110946 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "customer_group" alter column "name" set not null;`);
    this.addSql(`
      create unique index if not exists "IDX_customer_group_name_unique"
        on "customer_group" ("name") where deleted_at is null;
    `);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_customer_group_name_unique";`);
    this.addSql(`alter table "customer_group" alter column "name" drop not null;`);
  }
}

import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** Two indexes guarded the name of a live group; one is enough. */
export class Migration20251010130829 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`drop index if exists "IDX_customer_group_name";`);
  }

  override async down(): Promise<void> {
    this.addSql(`
      create unique index if not exists "IDX_customer_group_name"
        on "customer_group" ("name") where "deleted_at" is null;
    `);
  }
}

import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/**
 * One live membership a customer and group, enforced among the rows that this plugin writes: they bear a mark, and the
 * unique index looks at marked rows only. Core's writes leave the mark empty, so that core, when it returns, may write
 * the duplicates it always wrote without an error. The second index serves the restore of a group.
 */
export class Migration20261123090000CustomersMemberships extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "customer_group_customer" add column if not exists "unique_membership" boolean;`);
    this.addSql(`
      create unique index if not exists "IDX_customer_group_customer_unique_membership"
        on "customer_group_customer" ("customer_group_id", "customer_id")
        where unique_membership and deleted_at is null;
    `);
    this.addSql(`
      create index if not exists "IDX_customer_group_customer_deleted_group"
        on "customer_group_customer" ("customer_group_id") where deleted_at is not null;
    `);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_customer_group_customer_deleted_group";`);
    this.addSql(`drop index if exists "IDX_customer_group_customer_unique_membership";`);
    this.addSql(`alter table "customer_group_customer" drop column if exists "unique_membership";`);
  }
}

import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/**
 * Which customer was merged into which: one row for each merged customer, without foreign keys, so that core, which does
 * not know the table, can delete customers as ever. `completed_at` is empty while the orders, carts and logins are still
 * on their way. It holds ids only, no personal data.
 */
export class Migration20261124080000CustomersMerges extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table if not exists "customer_merge" (
        "id" text not null,
        "merged_id" text not null,
        "survivor_id" text not null,
        "kind" text not null default 'merge',
        "created_by" text null,
        "created_at" timestamptz not null default now(),
        "completed_at" timestamptz null,
        constraint "customer_merge_pkey" primary key ("id")
      );
    `);
    this.addSql(`
      create unique index if not exists "IDX_customer_merge_merged_id" on "customer_merge" ("merged_id");
    `);
    this.addSql(`
      create index if not exists "IDX_customer_merge_survivor_id" on "customer_merge" ("survivor_id");
    `);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "customer_merge";`);
  }
}

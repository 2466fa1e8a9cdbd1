import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/**
 * What a change of a whole group's memberships did, kept for its events and its way back: a row for each membership that
 * was added (`membership` is empty) or ended (the row as it was). Ids sort by time, so that old batches are found by the
 * primary key. A table of its own: core never sees it.
 */
export class Migration20261124101000CustomersMembershipBatches extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table if not exists "customers_membership_batch" (
        "batch_id" text not null,
        "membership_id" text not null,
        "customer_id" text not null,
        "membership" jsonb null,
        constraint "customers_membership_batch_pkey" primary key ("batch_id", "membership_id")
      );
    `);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "customers_membership_batch";`);
  }
}

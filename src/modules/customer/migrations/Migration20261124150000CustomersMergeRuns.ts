import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/**
 * Which process moves a merge (`run_id`, `heartbeat_at`), so that one whose process died is taken up by another and the
 * first, should it wake up, touches it no more; how often that was tried; the groups that the survivor joined, for the
 * events that were never sent; and whether a completed merge was looked at again (`settled_at`). Ids and times only.
 */
export class Migration20261124150000CustomersMergeRuns extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      alter table if exists "customer_merge"
        add column if not exists "run_id" text null,
        add column if not exists "heartbeat_at" timestamptz null,
        add column if not exists "attempts" integer not null default 0,
        add column if not exists "joined_group_ids" jsonb not null default '[]',
        add column if not exists "settled_at" timestamptz null;
    `);
    // Nobody looks at merges that ended long ago; they would only fill the index.
    this.addSql(`
      update "customer_merge" set "settled_at" = "completed_at"
      where "settled_at" is null and "completed_at" < now() - interval '1 day';
    `);
    this.addSql(`
      create index if not exists "IDX_customer_merge_open" on "customer_merge" ("id") where "completed_at" is null;
    `);
    this.addSql(`
      create index if not exists "IDX_customer_merge_unsettled" on "customer_merge" ("completed_at")
        where "settled_at" is null;
    `);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_customer_merge_unsettled";`);
    this.addSql(`drop index if exists "IDX_customer_merge_open";`);
    this.addSql(`
      alter table if exists "customer_merge"
        drop column if exists "run_id",
        drop column if exists "heartbeat_at",
        drop column if exists "attempts",
        drop column if exists "joined_group_ids",
        drop column if exists "settled_at";
    `);
  }
}

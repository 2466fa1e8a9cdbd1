import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/**
 * `completed_at` of changes of email: null until login, verification and hooks of a confirmed change have followed.
 *
 * A migration of its own, since databases that were kept have the one of the table recorded already, without the column.
 * Their confirmed changes count as complete: nothing there says otherwise.
 */
export class Migration20261201040000CustomersCompletedEmailChanges extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "customer_email_change" add column if not exists "completed_at" timestamptz null;`);
    this.addSql(`
      update "customer_email_change" set "completed_at" = "updated_at"
      where "state" = 'confirmed' and "completed_at" is null;
    `);
    this.addSql(`
      create index if not exists "IDX_customer_email_change_unfinished"
        on "customer_email_change" ("updated_at", "id") where state = 'confirmed' and "completed_at" is null;
    `);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_customer_email_change_unfinished";`);
    this.addSql(`alter table if exists "customer_email_change" drop column if exists "completed_at";`);
  }
}

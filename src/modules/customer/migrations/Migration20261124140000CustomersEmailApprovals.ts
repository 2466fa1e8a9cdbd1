import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/**
 * A change of email that nobody gave a password for is approved at the old address first: the hash of that token, and
 * when it was used. The requests of a customer's last hour are counted by one index, which finds all of a customer's rows
 * as well as the one it takes the place of; closed rows are found by their age.
 */
export class Migration20261124140000CustomersEmailApprovals extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      alter table if exists "customer_email_change"
        add column if not exists "approval_token_hash" text null,
        add column if not exists "approved_at" timestamptz null;
    `);
    this.addSql(`
      create unique index if not exists "IDX_customer_email_change_approval_token_hash"
        on "customer_email_change" ("approval_token_hash");
    `);
    this.addSql(`
      create index if not exists "IDX_customer_email_change_customer_id_created_at"
        on "customer_email_change" ("customer_id", "created_at");
    `);
    this.addSql(`drop index if exists "IDX_customer_email_change_customer_id";`);
    this.addSql(`
      create index if not exists "IDX_customer_email_change_closed_updated_at"
        on "customer_email_change" ("updated_at") where state <> 'pending';
    `);
  }

  override async down(): Promise<void> {
    this.addSql(`
      create index if not exists "IDX_customer_email_change_customer_id" on "customer_email_change" ("customer_id");
    `);
    this.addSql(`drop index if exists "IDX_customer_email_change_closed_updated_at";`);
    this.addSql(`drop index if exists "IDX_customer_email_change_customer_id_created_at";`);
    this.addSql(`
      alter table if exists "customer_email_change"
        drop column if exists "approval_token_hash",
        drop column if exists "approved_at";
    `);
  }
}

import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/**
 * Changes of email that wait for their confirmation, and those that were. A table of our own that core never touches; a
 * customer who is deleted for good takes the rows along. One change a customer waits at most, and a token is known by
 * its hash only: the database holds both.
 */
export class Migration20261124090000CustomersEmailChanges extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table if not exists "customer_email_change" (
        "id" text not null,
        "customer_id" text not null,
        "old_email" text null,
        "new_email" text not null,
        "state" text not null default 'pending',
        "requested_by" text not null,
        "token_hash" text not null,
        "expires_at" timestamptz not null,
        "created_at" timestamptz not null default now(),
        "updated_at" timestamptz not null default now(),
        constraint "customer_email_change_pkey" primary key ("id"),
        constraint "customer_email_change_state_check"
          check ("state" in ('pending', 'confirmed', 'cancelled', 'expired')),
        constraint "customer_email_change_requested_by_check" check ("requested_by" in ('customer', 'admin')),
        constraint "customer_email_change_customer_id_foreign"
          foreign key ("customer_id") references "customer" ("id") on update cascade on delete cascade
      );
    `);
    this.addSql(`
      create index if not exists "IDX_customer_email_change_customer_id" on "customer_email_change" ("customer_id");
    `);
    this.addSql(`
      create unique index if not exists "IDX_customer_email_change_one_pending"
        on "customer_email_change" ("customer_id") where state = 'pending';
    `);
    this.addSql(`
      create unique index if not exists "IDX_customer_email_change_token_hash"
        on "customer_email_change" ("token_hash");
    `);
    this.addSql(`
      create index if not exists "IDX_customer_email_change_pending_expires_at"
        on "customer_email_change" ("expires_at") where state = 'pending';
    `);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "customer_email_change";`);
  }
}

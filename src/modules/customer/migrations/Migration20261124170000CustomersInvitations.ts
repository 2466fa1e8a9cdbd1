import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/**
 * Invitations to set a password, for customers that an import or an admin made. A table of our own that core never
 * touches; a customer who is deleted for good takes the rows along. One open invitation a customer at most, and a token
 * is known by its hash only: the database holds both. An id and a customer are enough to invite somebody; the rest is
 * written when the mail goes out, `email` being the address that it goes to.
 */
export class Migration20261124170000CustomersInvitations extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create table if not exists "customer_invitation" (
        "id" text not null,
        "customer_id" text not null,
        "state" text not null default 'waiting',
        "email" text null,
        "token_hash" text null,
        "created_by" text null,
        "sent_at" timestamptz null,
        "expires_at" timestamptz null,
        "created_at" timestamptz not null default now(),
        "updated_at" timestamptz not null default now(),
        constraint "customer_invitation_pkey" primary key ("id"),
        constraint "customer_invitation_state_check"
          check ("state" in ('waiting', 'sent', 'accepted', 'expired', 'cancelled')),
        constraint "customer_invitation_customer_id_foreign"
          foreign key ("customer_id") references "customer" ("id") on update cascade on delete cascade
      );
    `);
    this.addSql(`
      create index if not exists "IDX_customer_invitation_customer_id" on "customer_invitation" ("customer_id", "id");
    `);
    this.addSql(`
      create unique index if not exists "IDX_customer_invitation_one_open"
        on "customer_invitation" ("customer_id") where state in ('waiting', 'sent');
    `);
    this.addSql(`
      create unique index if not exists "IDX_customer_invitation_token_hash"
        on "customer_invitation" ("token_hash") where token_hash is not null;
    `);
    this.addSql(`
      create index if not exists "IDX_customer_invitation_waiting"
        on "customer_invitation" ("id") where state = 'waiting';
    `);
    this.addSql(`
      create index if not exists "IDX_customer_invitation_sent_expires_at"
        on "customer_invitation" ("expires_at") where state = 'sent';
    `);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "customer_invitation";`);
  }
}

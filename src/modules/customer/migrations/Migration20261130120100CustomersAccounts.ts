import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/**
 * Tables about accounts and memberships. They are the plugin's own: core never reads or writes them.
 *
 * Tables of pending things have a foreign key: a hard-deleted customer takes these rows along. Merges and membership
 * batches have none, so that their rows outlive the customers they name. Tokens are stored by their hash only.
 */
export class Migration20261130120100CustomersAccounts extends Migration {
  static readonly TABLES = [
    "customer_merge",
    "customer_email_change",
    "customer_invitation",
    "customer_password_check",
    "customer_old_email",
    "customers_membership_batch",
    "customers_group_change",
  ];

  override async up(): Promise<void> {
    this.merges();
    this.emailChanges();
    this.invitations();
    this.passwordChecks();
    this.oldEmails();
    this.membershipBatches();
    this.groupChanges();
  }

  override async down(): Promise<void> {
    this.addSql(
      `drop table if exists ${Migration20261130120100CustomersAccounts.TABLES.map((name) => `"${name}"`).join(", ")};`,
    );
  }

  /**
   * Which customer was merged into which: one row per merged customer, ids and times only. `completed_at` is null while
   * orders, carts and logins move; `run_id`, `heartbeat_at` and `attempts` are the lease of the process that moves them;
   * `joined_group_ids` are the groups that the survivor joined, for their events; `rechecked_at` is when a completed
   * merge was checked again.
   */
  private merges(): void {
    this.addSql(`
      create table if not exists "customer_merge" (
        "id" text not null,
        "merged_id" text not null,
        "survivor_id" text not null,
        "kind" text not null default 'merge',
        "created_by" text null,
        "created_at" timestamptz not null default now(),
        "completed_at" timestamptz null,
        "run_id" text null,
        "heartbeat_at" timestamptz null,
        "attempts" integer not null default 0,
        "joined_group_ids" jsonb not null default '[]',
        "rechecked_at" timestamptz null,
        constraint "customer_merge_pkey" primary key ("id")
      );
    `);
    this.addSql(`
      create unique index if not exists "IDX_customer_merge_merged_id" on "customer_merge" ("merged_id");
    `);
    this.addSql(`
      create index if not exists "IDX_customer_merge_survivor_id" on "customer_merge" ("survivor_id");
    `);
    this.addSql(`
      create index if not exists "IDX_customer_merge_open" on "customer_merge" ("id") where "completed_at" is null;
    `);
    this.addSql(`
      create index if not exists "IDX_customer_merge_not_rechecked" on "customer_merge" ("completed_at")
        where "rechecked_at" is null;
    `);
  }

  /**
   * Changes of email: one pending change per customer. A change without a password is approved at the old email first
   * (`approval_token_hash`, `approved_at`). `password_fingerprint` is SHA-256 of the password's hash in the Auth module:
   * another password voids the change. One index finds a customer's rows and counts those of the last hour.
   */
  private emailChanges(): void {
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
        "approval_token_hash" text null,
        "approved_at" timestamptz null,
        "password_fingerprint" text null,
        constraint "customer_email_change_pkey" primary key ("id"),
        constraint "customer_email_change_state_check"
          check ("state" in ('pending', 'confirmed', 'cancelled', 'expired')),
        constraint "customer_email_change_requested_by_check" check ("requested_by" in ('customer', 'admin')),
        constraint "customer_email_change_customer_id_foreign"
          foreign key ("customer_id") references "customer" ("id") on update cascade on delete cascade
      );
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
      create unique index if not exists "IDX_customer_email_change_approval_token_hash"
        on "customer_email_change" ("approval_token_hash");
    `);
    this.addSql(`
      create index if not exists "IDX_customer_email_change_customer_id_created_at"
        on "customer_email_change" ("customer_id", "created_at");
    `);
    this.addSql(`
      create index if not exists "IDX_customer_email_change_pending_expires_at"
        on "customer_email_change" ("expires_at") where state = 'pending';
    `);
    this.addSql(`
      create index if not exists "IDX_customer_email_change_closed_updated_at"
        on "customer_email_change" ("updated_at") where state <> 'pending';
    `);
  }

  /**
   * Invitations to set a password: one open invitation per customer. `held` waits for an admin to send it; `announced`
   * is with the event bus and not acknowledged. The check is `not valid`: it is replaced here without a scan.
   */
  private invitations(): void {
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
        "import_id" text null,
        constraint "customer_invitation_pkey" primary key ("id"),
        constraint "customer_invitation_customer_id_foreign"
          foreign key ("customer_id") references "customer" ("id") on update cascade on delete cascade
      );
    `);
    this.addSql(`
      alter table "customer_invitation"
        drop constraint if exists "customer_invitation_state_check",
        add constraint "customer_invitation_state_check"
          check ("state" in ('held', 'waiting', 'announced', 'sent', 'accepted', 'expired', 'cancelled')) not valid;
    `);
    this.invitationIndexes();
  }

  private invitationIndexes(): void {
    this.addSql(`
      create index if not exists "IDX_customer_invitation_customer_id" on "customer_invitation" ("customer_id", "id");
    `);
    this.addSql(`
      create unique index if not exists "IDX_customer_invitation_one_open"
        on "customer_invitation" ("customer_id") where state in ('held', 'waiting', 'announced', 'sent');
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
        on "customer_invitation" ("expires_at") where state in ('announced', 'sent');
    `);
    this.addSql(`create index if not exists "IDX_customer_invitation_state" on "customer_invitation" ("state", "id");`);
    this.addSql(`
      create index if not exists "IDX_customer_invitation_import_id"
        on "customer_invitation" ("import_id", "id") where import_id is not null;
    `);
  }

  /** Wrong passwords of an account lately, and checks in progress; a row exists only while there are any. */
  private passwordChecks(): void {
    this.addSql(`
      create table if not exists "customer_password_check" (
        "customer_id" text not null,
        "wrong" integer not null,
        "checking" integer not null,
        "since" timestamptz not null,
        constraint "customer_password_check_pkey" primary key ("customer_id"),
        constraint "customer_password_check_customer_id_foreign"
          foreign key ("customer_id") references "customer" ("id") on update cascade on delete cascade
      );
    `);
  }

  /**
   * Old spellings of registered customers' emails, which the repair replaces and the names of their logins may still have.
   * Unique by hash: two long emails do not fit into one index row.
   */
  private oldEmails(): void {
    this.addSql(`
      create table if not exists "customer_old_email" (
        "customer_id" text not null,
        "email" text not null,
        "old_email" text not null,
        constraint "customer_old_email_customer_id_foreign"
          foreign key ("customer_id") references "customer" ("id") on update cascade on delete cascade
      );
    `);
    this.addSql(`
      create unique index if not exists "IDX_customer_old_email_unique"
        on "customer_old_email" ("customer_id", md5("old_email"));
    `);
    this.addSql(`create index if not exists "IDX_customer_old_email_email" on "customer_old_email" ("email");`);
  }

  /**
   * What a change of a whole group's memberships did, for its events and its rollback: one row per membership that was
   * added (`membership` is null) or ended (the row as it was). Ids sort by time: the primary key finds old batches.
   */
  private membershipBatches(): void {
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
  /**
   * The changes of whole groups, by the id of their batch: how many customers came and went, and which change it undoes.
   * A change is undone once. Ids sort by time: the last changes of a group are at the end of its part of the index.
   */
  private groupChanges(): void {
    this.addSql(`
      create table if not exists "customers_group_change" (
        "id" text not null,
        "customer_group_id" text not null,
        "added" integer not null,
        "removed" integer not null,
        "undoes" text null,
        "created_by" text null,
        "created_at" timestamptz not null default now(),
        constraint "customers_group_change_pkey" primary key ("id")
      );
    `);
    this.addSql(`
      create index if not exists "IDX_customers_group_change_group"
        on "customers_group_change" ("customer_group_id", "id");
    `);
    this.addSql(`
      create unique index if not exists "IDX_customers_group_change_undoes"
        on "customers_group_change" ("undoes") where "undoes" is not null;
    `);
  }
}

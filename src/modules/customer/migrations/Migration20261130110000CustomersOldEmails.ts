import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/**
 * Old spellings of registered customers' emails, which the repair writes and the names of their logins may still have. By
 * hash: two long emails do not fit into one row of an index.
 */
export class Migration20261130110000CustomersOldEmails extends Migration {
  override async up(): Promise<void> {
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

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "customer_old_email";`);
  }
}

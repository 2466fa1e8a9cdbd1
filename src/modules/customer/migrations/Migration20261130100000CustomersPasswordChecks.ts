import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** How many wrong passwords an account was given lately, and how many are being checked; a row only while there are any. */
export class Migration20261130100000CustomersPasswordChecks extends Migration {
  override async up(): Promise<void> {
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

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "customer_password_check";`);
  }
}

import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/**
 * What the login's password was known by when a customer asked for another email: SHA-256 of the hash that the Auth module
 * keeps. With another one the change is void. A change that waits from before this column and is of an account with a
 * password has to be asked for again.
 */
export class Migration20261127080000CustomersEmailFingerprints extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      alter table if exists "customer_email_change" add column if not exists "password_fingerprint" text null;
    `);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "customer_email_change" drop column if exists "password_fingerprint";`);
  }
}

import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/** One live guest and one live registered customer an email; the default-address indexes under their right names. */
export class Migration20240524123112 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      create unique index if not exists "IDX_customer_email_has_account_unique"
        on "customer" ("email", "has_account") where deleted_at is null;
    `);
    for (const purpose of ["billing", "shipping"]) {
      // Early releases spelled the name "unqiue"; both spellings guard the same rule, so the old one goes.
      this.addSql(`drop index if exists "IDX_customer_address_unqiue_customer_${purpose}";`);
      this.addSql(`
        create unique index if not exists "IDX_customer_address_unique_customer_${purpose}"
          on "customer_address" ("customer_id") where "is_default_${purpose}" = true;
      `);
    }
  }

  /** The default-address indexes stay: the first migration made them. */
  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_customer_email_has_account_unique";`);
  }
}

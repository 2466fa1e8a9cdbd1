import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/**
 * The orders in which the dashboard lists customers; the id behind each keeps equal rows in place. Email has an index. Of
 * names the first letters: an index row ends at some 2,700 bytes, and a longer name, which core takes, would fail here and
 * in every later write.
 */
const ORDERS = {
  created_at: `"created_at"`,
  updated_at: `"updated_at"`,
  first_name: `left("first_name", 200)`,
  last_name: `left("last_name", 200)`,
};

/**
 * Indexes for pages of live customers in each order (by id for deep pages, read from the index alone), of a group's
 * members, and of deleted customers, which the number of members leaves out; and the column for the search text, which
 * stays empty until `medusa db:migrate` finds the extensions that searching needs (operations/search/prepare.ts). Both
 * are nothing to core: it writes neither.
 */
export class Migration20261123100000CustomersPages extends Migration {
  override async up(): Promise<void> {
    for (const [column, expression] of Object.entries(ORDERS)) {
      this.addSql(`
        create index if not exists "IDX_customer_${column}_id"
          on "customer" (${expression}, "id") where deleted_at is null;
      `);
    }
    this.addSql(`create index if not exists "IDX_customer_live_id" on "customer" ("id") where deleted_at is null;`);
    this.addSql(`
      create index if not exists "IDX_customer_deleted_id" on "customer" ("id") where deleted_at is not null;
    `);
    this.addSql(`
      create index if not exists "IDX_customer_group_customer_members"
        on "customer_group_customer" ("customer_group_id", "customer_id") where deleted_at is null;
    `);
    this.addSql(`alter table "customer" add column if not exists "search_text" text;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop trigger if exists "customers_search_text" on "customer";`);
    this.addSql(`drop function if exists customers_keep_search_text();`);
    this.addSql(`drop function if exists customers_search_text(text, text, text, text, text);`);
    this.addSql(`drop index if exists "IDX_customer_search_text";`);
    this.addSql(`drop function if exists customers_fold(text);`);
    this.addSql(`alter table "customer" drop column if exists "search_text";`);
    this.addSql(`drop index if exists "IDX_customer_group_customer_members";`);
    this.addSql(`drop index if exists "IDX_customer_deleted_id";`);
    this.addSql(`drop index if exists "IDX_customer_live_id";`);
    for (const column of Object.keys(ORDERS)) {
      this.addSql(`drop index if exists "IDX_customer_${column}_id";`);
    }
  }
}

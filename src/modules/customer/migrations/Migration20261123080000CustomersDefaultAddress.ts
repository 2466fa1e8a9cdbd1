import { Migration } from "@medusajs/framework/mikro-orm/migrations";

const PURPOSES = ["billing", "shipping"] as const;

/**
 * A deleted default address no longer takes the place of a live one: the two unique indexes look at live rows only.
 * They keep core's names, so that core, when it returns, finds them; they refuse nothing that core's allowed.
 */
export class Migration20261123080000CustomersDefaultAddress extends Migration {
  override async up(): Promise<void> {
    for (const purpose of PURPOSES) {
      this.replaceIndex(purpose, `"is_default_${purpose}" = true and deleted_at is null`);
    }
  }

  /** Core's index counts deleted rows too: they give up the mark where a live default has taken their place. */
  override async down(): Promise<void> {
    for (const purpose of PURPOSES) {
      this.addSql(`
        update "customer_address" set "is_default_${purpose}" = false
        where id in (
          select id from (
            select id, row_number() over (partition by customer_id order by deleted_at desc nulls first, id) as place
            from "customer_address" where "is_default_${purpose}" = true
          ) ranked
          where place > 1
        );
      `);
      this.replaceIndex(purpose, `"is_default_${purpose}" = true`);
    }
  }

  private replaceIndex(purpose: (typeof PURPOSES)[number], condition: string): void {
    const name = `IDX_customer_address_unique_customer_${purpose}`;
    this.addSql(`drop index if exists "${name}";`);
    this.addSql(`create unique index "${name}" on "customer_address" ("customer_id") where ${condition};`);
  }
}

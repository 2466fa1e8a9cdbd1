import { Migration } from "@medusajs/framework/mikro-orm/migrations";

const FOREIGN_KEYS = [
  { name: "customer_group_customer_customer_group_id_foreign", column: "customer_group_id", target: "customer_group" },
  { name: "customer_group_customer_customer_id_foreign", column: "customer_id", target: "customer" },
];

/** Soft delete for addresses and memberships, indexes on live rows, memberships that follow an id change. */
export class Migration20241211074630 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "customer_address" add column if not exists "deleted_at" timestamptz;`);
    this.addSql(`alter table "customer_group_customer" add column if not exists "deleted_at" timestamptz;`);
    for (const table of ["customer", "customer_address", "customer_group", "customer_group_customer"]) {
      this.addSql(`
        create index if not exists "IDX_${table}_deleted_at" on "${table}" ("deleted_at") where deleted_at is null;
      `);
    }
    this.addSql(`drop index if exists "IDX_customer_group_customer_group_id";`);
    this.addSql(`
      create index if not exists "IDX_customer_group_customer_customer_group_id"
        on "customer_group_customer" ("customer_group_id") where deleted_at is null;
    `);
    this.foreignKeys("on update cascade on delete cascade");
  }

  override async down(): Promise<void> {
    this.foreignKeys("on delete cascade");
    this.addSql(`drop index if exists "IDX_customer_group_customer_customer_group_id";`);
    this.addSql(`
      create index if not exists "IDX_customer_group_customer_group_id"
        on "customer_group_customer" ("customer_group_id");
    `);
    for (const table of ["customer", "customer_address", "customer_group", "customer_group_customer"]) {
      this.addSql(`drop index if exists "IDX_${table}_deleted_at";`);
    }
    this.addSql(`alter table "customer_address" drop column if exists "deleted_at";`);
    this.addSql(`alter table "customer_group_customer" drop column if exists "deleted_at";`);
  }

  private foreignKeys(rule: string): void {
    for (const { name, column, target } of FOREIGN_KEYS) {
      this.addSql(`
        alter table "customer_group_customer"
          drop constraint if exists "${name}",
          add constraint "${name}" foreign key ("${column}") references "${target}" ("id") ${rule};
      `);
    }
  }
}

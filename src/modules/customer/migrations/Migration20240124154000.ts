import { Migration } from "@medusajs/framework/mikro-orm/migrations";

/**
 * The four tables. The name is core's: all modules record their migrations in one table by bare name, so a database that
 * core's Customer Module has migrated counts this one as done, and one migrated here satisfies core. A `customer` or
 * `customer_group` table left by Medusa v1 is brought to the same shape instead of being created.
 */
export class Migration20240124154000 extends Migration {
  override async up(): Promise<void> {
    this.customers();
    this.addresses();
    this.groups();
    this.memberships();
  }

  override async down(): Promise<void> {
    this.addSql(
      `drop table if exists "customer_group_customer", "customer_address", "customer_group", "customer" cascade;`,
    );
  }

  private customers(): void {
    this.addSql(`
      create table if not exists "customer" (
        "id" text not null,
        "company_name" text,
        "first_name" text,
        "last_name" text,
        "email" text,
        "phone" text,
        "has_account" boolean not null default false,
        "metadata" jsonb,
        "created_at" timestamptz not null default now(),
        "updated_at" timestamptz not null default now(),
        "deleted_at" timestamptz,
        "created_by" text,
        constraint "customer_pkey" primary key ("id")
      );
    `);
    // What Medusa v1 had otherwise: a required email, its old unique index and a foreign key to the billing address.
    this.addSql(`
      alter table "customer"
        drop constraint if exists "FK_8abe81b9aac151ae60bf507ad15",
        add column if not exists "company_name" text,
        add column if not exists "created_by" text,
        alter column "email" drop not null;
    `);
    this.addSql(`drop index if exists "IDX_8abe81b9aac151ae60bf507ad1";`);
  }

  private addresses(): void {
    this.addSql(`
      create table if not exists "customer_address" (
        "id" text not null,
        "customer_id" text not null,
        "address_name" text,
        "is_default_shipping" boolean not null default false,
        "is_default_billing" boolean not null default false,
        "company" text,
        "first_name" text,
        "last_name" text,
        "address_1" text,
        "address_2" text,
        "city" text,
        "country_code" text,
        "province" text,
        "postal_code" text,
        "phone" text,
        "metadata" jsonb,
        "created_at" timestamptz not null default now(),
        "updated_at" timestamptz not null default now(),
        constraint "customer_address_pkey" primary key ("id"),
        constraint "customer_address_customer_id_foreign" foreign key ("customer_id")
          references "customer" ("id") on update cascade on delete cascade
      );
    `);
    this.addSql(`create index if not exists "IDX_customer_address_customer_id" on "customer_address" ("customer_id");`);
    for (const purpose of ["billing", "shipping"]) {
      this.addSql(`
        create unique index if not exists "IDX_customer_address_unique_customer_${purpose}"
          on "customer_address" ("customer_id") where "is_default_${purpose}" = true;
      `);
    }
  }

  private groups(): void {
    this.addSql(`
      create table if not exists "customer_group" (
        "id" text not null,
        "name" text,
        "metadata" jsonb,
        "created_by" text,
        "created_at" timestamptz not null default now(),
        "updated_at" timestamptz not null default now(),
        "deleted_at" timestamptz,
        constraint "customer_group_pkey" primary key ("id")
      );
    `);
    this.addSql(`alter table "customer_group" add column if not exists "created_by" text;`);
    this.addSql(`drop index if exists "IDX_c4c3a5225a7a1f0af782c40abc";`);
    this.addSql(`
      create unique index if not exists "IDX_customer_group_name"
        on "customer_group" ("name") where "deleted_at" is null;
    `);
  }

  private memberships(): void {
    this.addSql(`
      create table if not exists "customer_group_customer" (
        "id" text not null,
        "customer_id" text not null,
        "customer_group_id" text not null,
        "metadata" jsonb,
        "created_at" timestamptz not null default now(),
        "updated_at" timestamptz not null default now(),
        "created_by" text,
        constraint "customer_group_customer_pkey" primary key ("id"),
        constraint "customer_group_customer_customer_group_id_foreign" foreign key ("customer_group_id")
          references "customer_group" ("id") on delete cascade,
        constraint "customer_group_customer_customer_id_foreign" foreign key ("customer_id")
          references "customer" ("id") on delete cascade
      );
    `);
    this.addSql(`
      create index if not exists "IDX_customer_group_customer_group_id"
        on "customer_group_customer" ("customer_group_id");
    `);
    this.addSql(`
      create index if not exists "IDX_customer_group_customer_customer_id"
        on "customer_group_customer" ("customer_id");
    `);
  }
}

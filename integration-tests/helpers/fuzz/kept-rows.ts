import type { Store } from "../store";

/** Rows that go with their customer or group are put back behind these. */
const TABLES = [
  ...["customer", "customer_address", "customer_group", "customer_group_customer"],
  ...["customer_email_change", "customer_invitation"],
];

/** Logins are updated in place: other tables point at them. */
const LOGINS = {
  auth_identity: ["app_metadata", "updated_at", "deleted_at"],
  provider_identity: ["entity_id", "provider_metadata", "updated_at", "deleted_at"],
};

const PUT_BACK = `
  delete from customer_password_check;
  delete from customer_email_change;
  delete from customer_invitation;
  delete from customer;
  delete from customer_group;
  ${TABLES.map((table) => `insert into ${table} select * from kept.${table};`).join("\n  ")}
  ${Object.entries(LOGINS)
    .map(([table, columns]) => {
      const changes = columns.map((column) => `${column} = excluded.${column}`).join(", ");
      return `insert into ${table} select * from kept.${table} on conflict (id) do update set ${changes};`;
    })
    .join("\n  ")}`;

/** A copy of the customers, their groups and their logins inside the database, from which they are put back. */
export class KeptRows {
  constructor(private readonly store: Store) {}

  async keep(): Promise<void> {
    await this.store.sql("drop schema if exists kept cascade; create schema kept;");
    for (const table of [...TABLES, ...Object.keys(LOGINS)]) {
      await this.store.sql(`create table kept.${table} as table public.${table}`);
    }
  }

  async putBack(): Promise<void> {
    await this.store.sql(PUT_BACK);
  }
}

import type { Store } from "./store";

/** The module's tables, and the logins, which registration writes to. */
const TABLES = ["customer", "customer_address", "customer_group", "customer_group_customer", "auth_identity"];

export type ChangedRow = { table: string; row: Record<string, unknown> };

const CHANGED = TABLES.map((table) => {
  const rows = (schema: string) => `select to_jsonb(t) as row from ${schema}.${table} t`;
  return `
    (select '${table}' as "table", row from (${rows("public")} except ${rows("kept")}) as written
    union all
    select '${table}', row from (${rows("kept")} except ${rows("public")}) as lost)`;
}).join(" union all ");

const PUT_BACK = `
  delete from customer;
  delete from customer_group;
  ${TABLES.slice(0, 4)
    .map((table) => `insert into ${table} select * from kept.${table};`)
    .join("\n  ")}
  update auth_identity set app_metadata = kept.app_metadata, updated_at = kept.updated_at
    from kept.auth_identity kept where kept.id = auth_identity.id;`;

/** Keeps a copy of the tables inside the database, and tells which rows differ from it: a row written, changed or lost. */
export class StoredChanges {
  constructor(private readonly store: Store) {}

  async keep(): Promise<void> {
    await this.store.sql("drop schema if exists kept cascade; create schema kept;");
    for (const table of TABLES) {
      await this.store.sql(`create table kept.${table} as table public.${table}`);
    }
  }

  /** A changed row comes twice: as it is and as it was. */
  rows(): Promise<ChangedRow[]> {
    return this.store.sql<ChangedRow>(CHANGED);
  }

  async putBack(): Promise<void> {
    await this.store.sql(PUT_BACK);
  }
}

/** The column by which a membership belongs to the customer or to the group that a request is about. */
export type Owner = "customer_id" | "customer_group_id";

/** Whether the row is one of these, or belongs to one of them; a membership to the owner that the request names. */
export function belongsTo({ table, row }: ChangedRow, ids: ReadonlySet<unknown>, owner?: Owner): boolean {
  if (table === "customer_group_customer" && owner) {
    return ids.has(row[owner]);
  }
  return [row.id, row.customer_id, row.customer_group_id].some((id) => ids.has(id));
}

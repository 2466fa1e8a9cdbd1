/** Parts of the raw side's statements. */
import type { BenchDatabase } from "../databases/database";

/** What the services answer of a customer. */
const COLUMNS = [
  ...["id", "company_name", "first_name", "last_name", "email", "phone", "has_account", "metadata", "created_by"],
  ...["created_at", "updated_at", "deleted_at"],
] as const;

/** The columns with the name or alias of their table. */
export function columnsOf(table: string): string {
  return COLUMNS.map((column) => `${table}.${column}`).join(", ");
}

export const LIVE_COUNT = "select count(*)::int as count from customer where deleted_at is null";

type Counted = { count: number };

/** One value of one row, such as a count. */
export async function countOf(
  database: BenchDatabase,
  statement: string,
  values: readonly unknown[] = [],
): Promise<number> {
  const [row] = await database.measured<Counted>(statement, values);
  return row?.count ?? 0;
}

/** A page by the given order. From the second page on, the rows before it are passed over by their ids alone. */
export function pageStatement(order: string, offset: number): string {
  if (offset === 0) {
    return `select ${columnsOf("customer")} from customer where deleted_at is null order by ${order} limit 50`;
  }
  return `
    select ${columnsOf("customer")}
    from (select id as page_id from customer where deleted_at is null order by ${order} limit 50 offset ${offset}) page
    join customer on customer.id = page_id
    order by ${order}
  `;
}

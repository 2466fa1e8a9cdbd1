import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";
import type { MergeKind } from "./merge-redirects.sql";
import { MERGED_CUSTOMER_RESTORED } from "./merge-run.sql";

/** `CustomerSummary` of the routes; the module knows no types of routes, and the type check compares the two. */
export type MergedCustomer = {
  id: string;
  email: string | null;
  first_name: string | null;
  last_name: string | null;
  company_name: string | null;
  phone: string | null;
  has_account: boolean;
};

export type ListedMerge = {
  id: string;
  kind: MergeKind;
  created_by: string | null;
  created_at: Date;
  /** Null: not everything has moved yet. */
  completed_at: Date | null;
  /** As the record was then. Null: it was deleted from the database. */
  customer: MergedCustomer | null;
};

const FROM = `from customer_merge where customer_merge.survivor_id = ? and not ${MERGED_CUSTOMER_RESTORED}`;

/** Index: IDX_customer_merge_survivor_id, customer_pkey. */
const PAGE = `
  select page.id, page.kind, page.created_by, page.created_at, page.completed_at,
    case when merged.id is not null then json_build_object(
      'id', merged.id, 'email', merged.email, 'first_name', merged.first_name, 'last_name', merged.last_name,
      'company_name', merged.company_name, 'phone', merged.phone, 'has_account', merged.has_account
    ) end as customer
  from (select * ${FROM} order by created_at desc, id desc limit ? offset ?) page
  left join customer merged on merged.id = page.merged_id
  order by page.created_at desc, page.id desc
`;

const COUNT = `select count(*)::int as count ${FROM}`;

/** Lists the customers who were merged into this one, the last one first, also through others. */
export async function listMergedInto(
  connection: Knex,
  survivorId: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ merges: ListedMerge[]; count: number }> {
  const merges = await queryRows<ListedMerge>(connection, PAGE, [survivorId, limit, offset]);
  const [{ count }] = await queryRows<{ count: number }>(connection, COUNT, [survivorId]);
  return { merges, count };
}

import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../transaction";

/** Up to so many matches of words are put in order one by one; of more the order's index finds a page soon enough. */
const FEW = 5_000;

/**
 * The first rows, in an order, of customers found by words. Which way costs less hangs on how many there are, and the
 * planner cannot tell: for a rare word it may walk the whole index of the order. So matches are looked up in the search
 * index first; when that is all of them, they are sorted, and else the order's index is walked.
 *
 * Indexes: IDX_customer_search_text, and for frequent words that of the order.
 *
 * @param matches selects every column that `by` names
 */
export async function rowsOfWords<Row>(
  connection: Knex,
  matches: Knex.QueryBuilder,
  { by, take, skip }: { by: string; take?: number; skip?: number },
): Promise<Row[]> {
  const { sql, bindings } = matches.toSQL();
  const page = `order by ${by} limit ? offset ?`;
  const statement = `
    with found as materialized (${sql} limit ${FEW + 1}),
    few as materialized (select count(*) <= ${FEW} as are_all from found)
    select * from (select * from found ${page}) as sorted where (select are_all from few)
    union all
    select * from (select * from (${sql}) as matches ${page}) as walked where not (select are_all from few)
  `;
  const part = [...bindings, take ?? null, skip ?? 0];
  return await queryRows<Row>(connection, statement, [...part, ...part]);
}

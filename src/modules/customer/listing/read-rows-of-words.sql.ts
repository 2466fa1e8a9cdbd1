import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";

/** Up to so many matches of words are put in order one by one; of more the order's index finds a page soon enough. */
const FEW_MATCHES = 5_000;

/**
 * The first rows, in an order, of customers found by words. Which way costs less hangs on how many there are, and the
 * planner cannot tell: for a rare word it may walk the whole index of the order. So matches are looked up in the search
 * index first; when that is all of them, they are sorted, and else the order's index is walked.
 *
 * Indexes: IDX_customer_search_text, and for frequent words that of the order.
 *
 * @param matches selects every column that `by` names
 */
export async function readRowsOfWords<Row>(
  connection: Knex,
  matches: Knex.QueryBuilder,
  { by, take, skip }: { by: string; take?: number; skip?: number },
): Promise<Row[]> {
  const { sql, bindings } = matches.toSQL();
  const page = `order by ${by} limit ? offset ?`;
  const statement = `
    with found as materialized (${sql} limit ${FEW_MATCHES + 1}),
    few as materialized (select count(*) <= ${FEW_MATCHES} as are_all from found)
    select * from (select * from found ${page}) as sorted where (select are_all from few)
    union all
    select * from (select * from (${sql}) as matches ${page}) as walked where not (select are_all from few)
  `;
  const part = [...bindings, take ?? null, skip ?? 0];
  return await queryRows<Row>(connection, statement, [...part, ...part]);
}

/**
 * The first rows as `rowsOfWords` finds them, and the number of all matches up to a bound, in one statement: as many
 * matches as are counted are looked up, and when these are all, the page is sorted out of them. Page and number by
 * themselves look the words up twice (50,000 matches among 400,000 customers: 75 ms instead of 38).
 *
 * @returns the rows, and how many match; one more than `bound` when there are more.
 */
export async function readRowsAndCountOfWords<Row extends object>(
  connection: Knex,
  matches: Knex.QueryBuilder,
  { by, take, bound }: { by: string; take: number; bound: number },
): Promise<{ rows: Row[]; number: number }> {
  const { sql, bindings } = matches.toSQL();
  const page = `order by ${by} limit ?`;
  const statement = `
    with found as materialized (${sql} limit ${bound + 1}),
    counted as materialized (select count(*) as number from found)
    select page.*, number
    from counted
    left join (
      select * from (select * from found ${page}) as sorted where (select number <= ${bound} from counted)
      union all
      select * from (select * from (${sql}) as matches ${page}) as walked where (select number > ${bound} from counted)
    ) as page on true
  `;
  const rows = await queryRows<Row & { id: string | null; number: string }>(connection, statement, [
    ...[...bindings, take],
    ...[...bindings, take],
  ]);
  return { rows: rows.filter(({ id }) => id !== null), number: Number(rows[0].number) };
}

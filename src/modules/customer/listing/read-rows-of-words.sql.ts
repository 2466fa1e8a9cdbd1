import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";

/** Up to this number matches are sorted; with more, a walk along the order's index finds a page soon enough. */
const FEW_MATCHES = 5_000;

/**
 * Reads the first rows, in an order, of customers found by words.
 *
 * The cheaper way depends on the number of matches, which the planner cannot estimate: for a rare word it may walk the
 * whole index of the order. So matches are first read from the search index, up to a limit. If these are all matches, they
 * are sorted; otherwise the order's index is walked.
 *
 * Index: IDX_customer_search_text, and for frequent words that of the order.
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
 * Reads the first rows as `readRowsOfWords` does, and the number of matches up to a bound, in one statement.
 *
 * As many matches are read as are counted. If these are all, the page is sorted out of them. Separate statements would
 * search for the words twice.
 *
 * @returns the rows, and the number of matches; one more than `bound` when there are more.
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

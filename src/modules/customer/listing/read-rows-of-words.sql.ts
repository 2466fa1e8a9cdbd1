/** Up to this number matches are sorted; with more, a walk along the order's index finds a page soon enough. */
const FEW_MATCHES = 5_000;

/** A query with its bindings: its result has the column `id`, and every column that an order names. */
export type RowsQuery = { sql: string; bindings: readonly unknown[] };

type Window = { by: string; take?: number; skip?: number };

/**
 * Makes a query on the first rows, in an order, of customers found by words.
 *
 * The cheaper way depends on the number of matches, which the planner cannot estimate: for a rare word it may walk the
 * whole index of the order. So matches are first read from the search index, up to a limit. If these are all matches, they
 * are sorted; otherwise the order's index is walked.
 *
 * Index: IDX_customer_search_text, and for frequent words that of the order.
 */
export function pageOfWords({ sql, bindings }: RowsQuery, { by, take, skip }: Window): RowsQuery {
  const page = `order by ${by} limit ? offset ?`;
  const statement = `
    with found as materialized (${sql} limit ${FEW_MATCHES + 1}),
    few as materialized (select count(*) <= ${FEW_MATCHES} as are_all from found)
    select * from (select * from found ${page}) as sorted where (select are_all from few)
    union all
    select * from (select * from (${sql}) as matches ${page}) as walked where not (select are_all from few)
  `;
  const part = [...bindings, take ?? null, skip ?? 0];
  return { sql: statement, bindings: [...part, ...part] };
}

/**
 * Makes a query on the first rows as `pageOfWords` does, each with the `number` of matches up to one more than a bound.
 *
 * As many matches are read as are counted. If these are all, the page is sorted out of them. Separate statements would
 * search for the words twice. A row without an id stands for no rows.
 */
export function pageAndBoundedCountOfWords(
  { sql, bindings }: RowsQuery,
  { by, take, bound }: { by: string; take: number; bound: number },
): RowsQuery {
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
  return { sql: statement, bindings: [...bindings, take, ...bindings, take] };
}

/**
 * Makes a query on a page, each row with the `number` of all matches.
 *
 * It finds the matches once: there the search costs most, and the order's index does not help. The page is limited before
 * it is joined: a few rows are sorted to the end, not all matches. A row without an id stands for no rows.
 */
export function pageAndCountOfWords({ sql, bindings }: RowsQuery, { by, take, skip }: Window): RowsQuery {
  const statement = `
    with matches as materialized (${sql}),
    page as (select * from matches order by ${by} limit ? offset ?)
    select page.*, counted.number from (select count(*) as number from matches) as counted left join page on true
  `;
  return { sql: statement, bindings: [...bindings, take ?? null, skip ?? 0] };
}

import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { ALIAS } from "./find-matching-ids.sql";
import { orderExpressionOf } from "./order-expression.sql";
import type { Condition } from "./plain-condition";
import type { OrderColumn } from "./read-page-order";
import { type CountedRows, type RowsRequest, readRowsAndNumberOf, readRowsOf } from "./read-rows.sql";
import { pageAndCountOfWords, pageOfWords, type RowsQuery } from "./read-rows-of-words.sql";
import type { FoundRow } from "./row-columns.sql";

/** Reads one page of customers found by words. */
export async function readPageOfWords(connection: Knex, request: RowsRequest): Promise<FoundRow[]> {
  const { condition, order, take, skip } = request;
  return await readRowsOf(
    connection,
    pageOfWords(matchesOf(condition, order), { by: byNames(order), take, skip }),
    request,
  );
}

/** Reads one page of customers found by words, and the number of all. */
export async function readPageAndCountOfWords(connection: Knex, request: RowsRequest): Promise<CountedRows> {
  const { condition, order, take, skip } = request;
  const page = pageAndCountOfWords(matchesOf(condition, order), { by: byNames(order), take, skip });
  return await readRowsAndNumberOf(connection, page, request);
}

/** Selects the id and the columns of an order, under their names: statements on words sort what they have found by them. */
export function matchesOf({ sql, bindings }: Condition, order: readonly OrderColumn[]): RowsQuery {
  const columns = order.map(({ column }) => `${orderExpressionOf(column)} as "${column}"`).join(", ");
  return { sql: `select ${columns} from customer as ${ALIAS} where ${sql}`, bindings };
}

export function byNames(order: readonly OrderColumn[]): string {
  return order.map(({ column, direction }) => `"${column}" ${direction}`).join(", ");
}

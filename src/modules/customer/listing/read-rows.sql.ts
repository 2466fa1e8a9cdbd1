import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";
import { ALIAS, LIVE } from "./find-matching-ids.sql";
import { countLiveCustomers, LIVE_COUNT } from "./live-count.sql";
import { orderExpressionOf } from "./order-expression.sql";
import type { Condition } from "./plain-condition";
import { readDeepEmailPage, readEmailPage } from "./read-email-page.sql";
import type { OrderColumn } from "./read-page-order";
import type { RowShape } from "./read-row-shape";
import type { RowsQuery } from "./read-rows-of-words.sql";
import { completeRows, type FoundRow, rowColumns } from "./row-columns.sql";
import type { RowModel } from "./row-models";
import { type MemberWalk, walkToMembers } from "./walk-to-members.sql";

/** The rows to read, and what of them. */
export type RowsRequest = {
  shape: RowShape;
  condition: Condition;
  withDeleted: boolean;
  order: readonly OrderColumn[];
  take?: number;
  skip?: number;
  /** Whether the order's index holds all that the condition needs: then whole rows are read for the page only. */
  idsFirst?: boolean;
  /** How the members of a group are walked to; without it they are found by the condition. */
  walk?: MemberWalk;
};

/** The name of a column that is no field of a row. */
const NUMBER = "#number";

/** Rows, and a number that came with them. */
export type CountedRows = { rows: FoundRow[]; number: number };

/** The parts of a request that say what to read of rows. */
type Reading = Pick<RowsRequest, "shape" | "withDeleted" | "order">;

/**
 * Reads one page of rows in one statement, without the ORM's work on each.
 *
 * The rows before a deep page are passed over by their ids, from the index of the order alone where it has one.
 *
 * Index: that of the order, or of the condition.
 */
export async function readRows(connection: Knex, request: RowsRequest): Promise<FoundRow[]> {
  const { shape, condition, withDeleted, order, take = null, skip = 0, idsFirst } = request;
  const by = orderBy(shape.model, order);
  const emailPage = readEmailPage(request);
  if (emailPage) {
    return await readDeepEmailPage(connection, request, emailPage);
  }
  if (request.walk) {
    return await readRowsOf(connection, walkToMembers(request.walk, condition, request), request);
  }
  if (skip || idsFirst) {
    const sql = `select ${ALIAS}.id from ${tableOf(shape)} where ${condition.sql} order by ${by} limit ? offset ?`;
    return await readRowsOf(connection, { sql, bindings: [...condition.bindings, take, skip] }, request);
  }
  const columns = rowColumns(shape, ALIAS, withDeleted);
  const rows = await queryRows<FoundRow>(
    connection,
    `select ${columns} from ${tableOf(shape)} where ${condition.sql} order by ${by} limit ?`,
    [...condition.bindings, take],
  );
  return completeRows(rows, shape);
}

/** Reads the first page of all live customers and their number, in one statement. @returns as `readRows`. */
export async function readRowsAndLiveCount(connection: Knex, request: RowsRequest): Promise<CountedRows> {
  const { shape, condition, withDeleted, order, take = null } = request;
  const found = await queryRows<FoundRow>(
    connection,
    `select ${LIVE_COUNT} as "${NUMBER}", ${rowColumns(shape, ALIAS, withDeleted)} from ${tableOf(shape)}
    where ${condition.sql} order by ${orderBy(shape.model, order)} limit ?`,
    [...condition.bindings, take],
  );
  const rows = found.map(({ [NUMBER]: _, ...row }) => row);
  const number = found.length ? Number(found[0][NUMBER]) : await countLiveCustomers(connection);
  return { rows: completeRows(rows, shape), number };
}

/** Reads the rows whose ids a query finds, in order. */
export async function readRowsOf(
  connection: Knex,
  { sql, bindings }: RowsQuery,
  { shape, withDeleted, order }: Reading,
): Promise<FoundRow[]> {
  const rows = await queryRows<FoundRow>(
    connection,
    `select ${rowColumns(shape, ALIAS, withDeleted)}
    from (${sql}) page join ${joinOf(shape, withDeleted)}
    order by ${orderBy(shape.model, order)}`,
    bindings,
  );
  return completeRows(rows, shape);
}

/** Reads rows as `readRowsOf` does, of a query whose every row has a `number`, and one without an id if there is no row. */
export async function readRowsAndNumberOf(
  connection: Knex,
  { sql, bindings }: RowsQuery,
  { shape, withDeleted, order }: Reading,
): Promise<CountedRows> {
  const found = await queryRows<FoundRow>(
    connection,
    `select page.number as "${NUMBER}", ${rowColumns(shape, ALIAS, withDeleted)}
    from (${sql}) page left join ${joinOf(shape, withDeleted)}
    order by ${orderBy(shape.model, order)}`,
    bindings,
  );
  const rows = found.filter(({ id }) => id !== null).map(({ [NUMBER]: _, ...row }) => row);
  return { rows: completeRows(rows, shape), number: Number(found[0]?.[NUMBER] ?? 0) };
}

/** Reads the row of an id. Index: the primary key. @returns undefined when there is none. */
export async function readRow(
  connection: Knex,
  shape: RowShape,
  { id, withDeleted }: { id: string; withDeleted: boolean },
): Promise<FoundRow | undefined> {
  const live = withDeleted ? "" : ` and ${ALIAS}.deleted_at is null`;
  const statement = `select ${rowColumns(shape, ALIAS, withDeleted)} from ${tableOf(shape)} where ${ALIAS}.id = ?${live}`;
  return completeRows(await queryRows<FoundRow>(connection, statement, [id]), shape)[0];
}

/** Counts the rows of a table that meet a condition. */
export async function countRows(connection: Knex, model: RowModel, { sql, bindings }: Condition): Promise<number> {
  const statement = `select count(*) as count from "${model.table}" as ${ALIAS} where ${sql}`;
  const [{ count }] = await queryRows<{ count: string }>(connection, statement, bindings);
  return Number(count);
}

export function tableOf({ model }: RowShape): string {
  return `"${model.table}" as ${ALIAS}`;
}

/** Joins the rows of a page by id, from the index of live rows where these are read. */
export function joinOf(shape: RowShape, withDeleted: boolean): string {
  return `${tableOf(shape)} on ${ALIAS}.id = page.id${withDeleted ? "" : ` and ${LIVE.sql}`}`;
}

export function orderBy({ name }: RowModel, order: readonly OrderColumn[]): string {
  return order
    .map(({ column, direction }) => {
      const expression = name === "Customer" ? orderExpressionOf(column) : `${ALIAS}."${column}"`;
      return `${expression} ${direction}`;
    })
    .join(", ");
}

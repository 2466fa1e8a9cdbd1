import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";
import { ALIAS, LIVE } from "./find-matching-ids.sql";
import type { OrderColumn } from "./read-page-order";
import type { RowsRequest } from "./read-rows.sql";
import { completeRows, type ReadRow, rowColumns } from "./row-columns.sql";

/** From this offset on the two statements of such a page cost less than one that sorts. */
const DEEP_OFFSET = 1_000;

type EmailPage = { direction: OrderColumn["direction"]; take: number; skip: number };

/** Reads which page of all live customers by email a request is for. @returns undefined for any other request. */
export function readEmailPage({ order, condition, take, skip = 0 }: RowsRequest): EmailPage | undefined {
  const [{ direction }] = order;
  const isByEmail =
    order.map(({ column }) => column).join() === "email,has_account,id" &&
    order.every((column) => column.direction === direction);
  return isByEmail && condition === LIVE && take !== undefined && skip >= DEEP_OFFSET
    ? { direction, take, skip }
    : undefined;
}

type Section = { limit: number; offset: { least: number; less: string } };

/**
 * Reads a deep page of all live customers by email.
 *
 * Rows with an email are unique by (email, has_account): the rows before the page are passed over in that index alone,
 * without a sort. Rows without an email are a second section, which few pages reach.
 *
 * Index: IDX_customer_email_has_account_unique.
 */
export async function readDeepEmailPage(
  connection: Knex,
  request: RowsRequest,
  { direction, take, skip }: EmailPage,
): Promise<ReadRow[]> {
  const read = { values: readValues, nulls: readNulls };
  const [first, second] = direction === "asc" ? (["values", "nulls"] as const) : (["nulls", "values"] as const);
  const nothing = "0";
  const rows = await read[first](connection, request, {
    direction,
    ...{ limit: take, offset: { least: skip, less: nothing } },
  });
  if (rows.length < take) {
    // Behind a first section that ends on an earlier page, its rows count as passed over.
    const less = first === "values" ? COUNT_VALUES : COUNT_NULLS;
    const offset = rows.length ? { least: 0, less: nothing } : { least: skip, less };
    rows.push(...(await read[second](connection, request, { direction, limit: take - rows.length, offset })));
  }
  return completeRows(rows, request.shape);
}

const COUNT_VALUES = "(select count(*) from customer where deleted_at is null and email is not null)";
const COUNT_NULLS = "(select count(*) from customer where deleted_at is null and email is null)";

type Read = Section & { direction: OrderColumn["direction"] };

async function readValues(connection: Knex, { shape, withDeleted }: RowsRequest, read: Read): Promise<ReadRow[]> {
  const by = (alias: string) => `${alias}.email ${read.direction}, ${alias}.has_account ${read.direction}`;
  const statement = `
    select ${rowColumns(shape, ALIAS, withDeleted)}
    from (
      select email, has_account from customer as page
      where deleted_at is null and email is not null order by ${by("page")}
      limit ? offset greatest(? - ${read.offset.less}, 0)
    ) as page
    join customer as ${ALIAS} on ${ALIAS}.email = page.email and ${ALIAS}.has_account = page.has_account
      and ${ALIAS}.deleted_at is null
    order by ${by(ALIAS)}`;
  return await queryRows(connection, statement, [read.limit, read.offset.least]);
}

async function readNulls(connection: Knex, { shape, withDeleted }: RowsRequest, read: Read): Promise<ReadRow[]> {
  const by = (alias: string) => `${alias}.has_account ${read.direction}, ${alias}.id ${read.direction}`;
  const statement = `
    select ${rowColumns(shape, ALIAS, withDeleted)}
    from (
      select id from customer as page where deleted_at is null and email is null order by ${by("page")}
      limit ? offset greatest(? - ${read.offset.less}, 0)
    ) as page
    join customer as ${ALIAS} on ${ALIAS}.id = page.id
    order by ${by(ALIAS)}`;
  return await queryRows(connection, statement, [read.limit, read.offset.least]);
}

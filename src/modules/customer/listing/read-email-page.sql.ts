import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";
import { ALIAS, LIVE } from "./find-matching-ids.sql";
import type { OrderColumn } from "./read-page-order";
import type { RowsRequest } from "./read-rows.sql";
import { completeRows, type FoundRow, rowColumns } from "./row-columns.sql";

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

/** Which rows of a section to read. `earlierRows` counts those of the other section, where that comes first. */
type Section = { take: number; skip: number; earlierRows?: string } & Pick<EmailPage, "direction">;

/**
 * Reads a deep page of all live customers by email.
 *
 * Rows with an email are unique by (email, has_account): the rows before the page are passed over in that index alone,
 * without a sort. Rows without an email are a second section, which few pages reach.
 *
 * Index: IDX_customer_email_has_account_unique.
 */
export async function readDeepEmailPage(connection: Knex, request: RowsRequest, page: EmailPage): Promise<FoundRow[]> {
  const values = { read: readValues, count: COUNT_VALUES };
  const nulls = { read: readNulls, count: COUNT_NULLS };
  const [first, second] = page.direction === "asc" ? [values, nulls] : [nulls, values];
  const rows = await first.read(connection, request, page);
  if (rows.length < page.take) {
    // With a row of the first section, the second one is read from its beginning.
    const rest = rows.length ? { skip: 0 } : { skip: page.skip, earlierRows: first.count };
    rows.push(...(await second.read(connection, request, { ...page, ...rest, take: page.take - rows.length })));
  }
  return completeRows(rows, request.shape);
}

const COUNT_VALUES = "(select count(*) from customer where deleted_at is null and email is not null)";
const COUNT_NULLS = "(select count(*) from customer where deleted_at is null and email is null)";

async function readValues(
  connection: Knex,
  { shape, withDeleted }: RowsRequest,
  section: Section,
): Promise<FoundRow[]> {
  const by = (alias: string) => `${alias}.email ${section.direction}, ${alias}.has_account ${section.direction}`;
  const statement = `
    select ${rowColumns(shape, ALIAS, withDeleted)}
    from (
      select email, has_account from customer as page
      where deleted_at is null and email is not null order by ${by("page")} ${limitOf(section)}
    ) as page
    join customer as ${ALIAS} on ${ALIAS}.email = page.email and ${ALIAS}.has_account = page.has_account
      and ${ALIAS}.deleted_at is null
    order by ${by(ALIAS)}`;
  return await queryRows(connection, statement, [section.take, section.skip]);
}

async function readNulls(connection: Knex, { shape, withDeleted }: RowsRequest, section: Section): Promise<FoundRow[]> {
  const by = (alias: string) => `${alias}.has_account ${section.direction}, ${alias}.id ${section.direction}`;
  const statement = `
    select ${rowColumns(shape, ALIAS, withDeleted)}
    from (
      select id from customer as page
      where deleted_at is null and email is null order by ${by("page")} ${limitOf(section)}
    ) as page
    join customer as ${ALIAS} on ${ALIAS}.id = page.id
    order by ${by(ALIAS)}`;
  return await queryRows(connection, statement, [section.take, section.skip]);
}

/** An offset may be beyond an integer, which PostgreSQL would take `? - 0` for. */
function limitOf({ earlierRows = "0" }: Section): string {
  return `limit ?::bigint offset greatest(?::bigint - ${earlierRows}, 0)`;
}

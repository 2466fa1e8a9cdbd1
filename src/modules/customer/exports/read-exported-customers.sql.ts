import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows, type Transaction } from "../database/transaction";
import { ADDRESS_FIELDS, CUSTOMER_FIELDS, type Field, type Fields } from "../fields";
import { ALIAS } from "../listing/find-matching-ids.sql";
import { EXPORTED_ADDRESS_FIELDS, type ExportedCustomer, ownColumns } from "./export-columns";

/** Customers a round: enough that a round trip costs little, few enough that the driver takes one in while it is formed. */
const BATCH = 1_000;

/** ISO 8601 with every digit that PostgreSQL keeps: a Date would lose the last three. Three where there are no more. */
const iso = (column: string): string =>
  `to_char(${column} at time zone 'UTC', case when ${column} = date_trunc('milliseconds', ${column}) ` +
  `then 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"' else 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"' end)`;

/** The text of a column that goes into the file. */
function textOf({ type }: Field, column: string): string {
  if (type === "timestamptz") {
    return iso(column);
  }
  return type === "boolean" ? `${column}::text` : column;
}

const CUSTOMER: Fields = CUSTOMER_FIELDS;
const ADDRESS: Fields = ADDRESS_FIELDS;
const ADDRESS_VALUES = EXPORTED_ADDRESS_FIELDS.map((field) => textOf(ADDRESS[field], field));

/** The addresses of each customer, as one text. Index: IDX_customer_address_customer_id. */
const addressesOf = (condition: string) => `
  left join (
    select customer_id, string_agg(row(${ADDRESS_VALUES.join(", ")})::text, '' order by id) as addresses
    from customer_address
    where deleted_at is null ${condition}
    group by customer_id
  ) as owned on owned.customer_id = ${ALIAS}.id
`;

/** The names of the live groups of each customer, as one text. Index: IDX_customer_group_customer_customer_id. */
const groupsOf = (condition: string) => `
  left join (
    select customer_id, string_agg(row(name)::text, '' order by name) as groups
    from (
      select distinct membership.customer_id, customer_group.name
      from customer_group_customer membership
      join customer_group on customer_group.id = membership.customer_group_id and customer_group.deleted_at is null
      where membership.deleted_at is null ${condition}
    ) as named
    group by customer_id
  ) as joined on joined.customer_id = ${ALIAS}.id
`;

/** A customer as the cursor gives it: each kind of values as one text, which costs the driver a third of many columns. */
type Row = { record: string; addresses?: string | null; groups?: string | null };

/** Which customers to read; `everybody`: no filter narrows them. */
export type Matches = { matches: Knex.QueryBuilder; everybody: boolean };

/**
 * The customers that match, in id order, a batch at a time, all as they were at one moment: a cursor in a transaction of
 * its own that sees one snapshot. No more than two batches are in memory, however many customers there are; leaving
 * early closes the transaction. One statement reads all, addresses and groups included; one more a batch fetches it.
 * Index: the primary key.
 */
export async function* readCustomers(
  transaction: Transaction,
  matching: Matches,
  columns: readonly string[],
): AsyncGenerator<ExportedCustomer[]> {
  const own = ownColumns(columns);
  const { sql, bindings } = selectCustomers(matching, own, columns).toSQL();
  await queryRows(transaction, `declare customers_export no scroll cursor for ${sql}`, bindings);
  const fetch = () => queryRows<Row>(transaction, `fetch forward ${BATCH} from customers_export`, []);
  let next = fetch();
  for (;;) {
    const batch = await next;
    if (!batch.length) {
      return;
    }
    // PostgreSQL works on the next batch while this one is written; an error comes up when its turn comes.
    next = fetch();
    next.catch(() => {});
    yield batch.map(({ record, addresses = null, groups = null }) => ({ record, addresses, groups }));
  }
}

/** How many live addresses the customer with the most has. Index: IDX_customer_address_customer_id. */
export async function mostAddresses(transaction: Transaction, matches: Knex.QueryBuilder): Promise<number> {
  const { sql, bindings } = matches.toSQL();
  const [{ most }] = await queryRows<{ most: string }>(
    transaction,
    `
      select coalesce(max(addresses), 0) as most from (
        select count(*) as addresses from customer_address
        where deleted_at is null and customer_id in (${sql})
        group by customer_id
      ) as counted
    `,
    bindings,
  );
  return Number(most);
}

/** Begins a transaction on its own connection that reads one snapshot, and that no timeout ends while a slow disk writes. */
export async function beginSnapshot(connection: Knex): Promise<Transaction> {
  const transaction = await connection.transaction();
  try {
    await transaction.raw("set transaction isolation level repeatable read, read only");
    await transaction.raw("set local idle_in_transaction_session_timeout = 0");
    // All rows are read: the planner is not to choose what brings the first tenth of them soon (PostgreSQL's default).
    await transaction.raw("set local cursor_tuple_fraction = 1");
    return transaction;
  } catch (error) {
    // Without it the connection would never go back to the pool. One that is gone has nothing to roll back.
    await transaction.rollback().catch(() => {});
    throw error;
  }
}

function selectCustomers(
  { matches, everybody }: Matches,
  own: readonly string[],
  columns: readonly string[],
): Knex.QueryBuilder {
  const values = own.map((column) => textOf(CUSTOMER[column], `${ALIAS}.${column}`));
  const query = matches.clone().clearSelect().orderBy(`${ALIAS}.id`);
  query.select(query.client.raw(`row(${values.join(", ")})::text as record`));
  const { sql, bindings } = matches.toSQL();
  const [condition, bound] = everybody ? ["", []] : [`and customer_id in (${sql})`, bindings];
  for (const [name, join] of Object.entries({ addresses: addressesOf, groups: groupsOf })) {
    if (columns.includes(name)) {
      query.select(name);
      query.joinRaw(join(condition), [...bound]);
    }
  }
  return query;
}

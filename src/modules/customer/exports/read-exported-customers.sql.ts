import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows, type Transaction } from "../database/transaction";
import { ADDRESS_FIELDS, CUSTOMER_FIELDS, type Field, type Fields } from "../fields";
import { ALIAS } from "../listing/find-matching-ids.sql";
import { EXPORTED_ADDRESS_FIELDS, type ExportedCustomer, ownColumns } from "./export-columns";

/** Customers per round: enough that a round trip costs little, few enough that the driver reads one while it is written. */
const BATCH = 1_000;

/**
 * ISO 8601 with all digits that PostgreSQL has: a Date would lose the last three. Three digits where the others are zero.
 */
const iso = (column: string): string =>
  `to_char(${column} at time zone 'UTC', case when ${column} = date_trunc('milliseconds', ${column}) ` +
  `then 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"' else 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"' end)`;

/** Returns the SQL of a column as text of the file. */
function textOf({ type }: Field, column: string): string {
  if (type === "timestamptz") {
    return iso(column);
  }
  return type === "boolean" ? `${column}::text` : column;
}

const CUSTOMER: Fields = CUSTOMER_FIELDS;
const ADDRESS: Fields = ADDRESS_FIELDS;
const ADDRESS_VALUES = EXPORTED_ADDRESS_FIELDS.map((field) => textOf(ADDRESS[field], field));

/** The addresses of each customer as one text. Index: IDX_customer_address_customer_id. */
const addressesOf = (condition: string) => `
  left join (
    select customer_id, string_agg(row(${ADDRESS_VALUES.join(", ")})::text, '' order by id) as addresses
    from customer_address
    where deleted_at is null ${condition}
    group by customer_id
  ) as owned on owned.customer_id = ${ALIAS}.id
`;

/** The names of the live groups of each customer as one text. Index: IDX_customer_group_customer_customer_id. */
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

/** A row of the cursor: each kind of values as one text, which costs the driver a third of many columns. */
type Row = { record: string; addresses?: string | null; groups?: string | null };

/** The customers to read. `isUnfiltered`: no filter narrows them. */
export type Matches = { matches: Knex.QueryBuilder; isUnfiltered: boolean };

/**
 * Reads the customers that match, in id order, in batches, as of one moment.
 *
 * A cursor in a transaction of its own reads one snapshot with one statement, addresses and groups included; one more
 * statement per batch fetches it. At most two batches are in memory. A caller that stops early closes the transaction.
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
    // PostgreSQL works on the next batch while this one is written; its error is thrown when it is awaited.
    next = fetch();
    next.catch(() => {});
    yield batch.map(({ record, addresses = null, groups = null }) => ({ record, addresses, groups }));
  }
}

/** Counts the live addresses of the customer with the most. Index: IDX_customer_address_customer_id. */
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

/** Begins a transaction on its own connection that reads one snapshot. No timeout ends it while a slow disk writes. */
export async function beginSnapshot(connection: Knex): Promise<Transaction> {
  const transaction = await connection.transaction();
  try {
    await transaction.raw("set transaction isolation level repeatable read, read only");
    await transaction.raw("set local idle_in_transaction_session_timeout = 0");
    // All rows are read: a plan for the first tenth of them, PostgreSQL's default for cursors, would be slower.
    await transaction.raw("set local cursor_tuple_fraction = 1");
    return transaction;
  } catch (error) {
    // Else the connection would never return to the pool. A lost connection has nothing to roll back.
    await transaction.rollback().catch(() => {});
    throw error;
  }
}

function selectCustomers(
  { matches, isUnfiltered }: Matches,
  own: readonly string[],
  columns: readonly string[],
): Knex.QueryBuilder {
  const values = own.map((column) => textOf(CUSTOMER[column], `${ALIAS}.${column}`));
  const query = matches.clone().clearSelect().orderBy(`${ALIAS}.id`);
  query.select(query.client.raw(`row(${values.join(", ")})::text as record`));
  const { sql, bindings } = matches.toSQL();
  const [condition, bound] = isUnfiltered ? ["", []] : [`and customer_id in (${sql})`, bindings];
  for (const [name, join] of Object.entries({ addresses: addressesOf, groups: groupsOf })) {
    if (columns.includes(name)) {
      query.select(name);
      query.joinRaw(join(condition), [...bound]);
    }
  }
  return query;
}

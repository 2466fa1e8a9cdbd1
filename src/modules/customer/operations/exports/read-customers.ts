import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import {
  ADDRESS_FIELDS,
  CUSTOMER_COLUMNS,
  type ExportedAddress,
  type ExportedCustomer,
  type ExportValue,
} from "../../domain/exports/columns";
import { ALIAS } from "../list/matching-ids";
import { queryRows, type Transaction } from "../transaction";

/** Customers a round: enough that a round trip costs nothing, few enough that many addresses each stay small. */
const BATCH = 2_000;

/** ISO 8601 with every digit that PostgreSQL keeps: a Date would lose the last three. */
const iso = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** What stands in the way of a plain column: times and JSON are read as the text that goes into the file. */
const EXPRESSIONS: Record<string, string> = {
  created_at: iso(`${ALIAS}.created_at`),
  updated_at: iso(`${ALIAS}.updated_at`),
  metadata: `${ALIAS}.metadata::text`,
};

/** Index: IDX_customer_address_customer_id. */
const ADDRESSES = `
  select customer_id, ${ADDRESS_FIELDS.map((field) => (field === "metadata" ? "metadata::text" : field)).join(", ")}
  from customer_address
  where customer_id = any(?::text[]) and deleted_at is null
  order by customer_id, id
`;

/** Index: IDX_customer_group_customer_customer_id. */
const GROUPS = `
  select membership.customer_id, array_agg(distinct customer_group.name order by customer_group.name) as names
  from customer_group_customer membership
  join customer_group on customer_group.id = membership.customer_group_id and customer_group.deleted_at is null
  where membership.customer_id = any(?::text[]) and membership.deleted_at is null
  group by membership.customer_id
`;

type Row = Record<string, ExportValue> & { id: string };
type Belongings = { addresses: boolean; groups: boolean };

/**
 * The customers that match, in id order, a batch at a time, all as they were at one moment: a cursor in a transaction of
 * its own that sees one snapshot. No more than two batches are in memory, however many customers there are; leaving
 * early closes the transaction. Index: the primary key; two statements a batch for what belongs to the customers.
 */
export async function* readCustomers(
  transaction: Transaction,
  matches: Knex.QueryBuilder,
  columns: readonly string[],
): AsyncGenerator<ExportedCustomer[]> {
  const wanted = { addresses: columns.includes("addresses"), groups: columns.includes("groups") };
  const { sql, bindings } = selectColumns(matches, columns).toSQL();
  await queryRows(transaction, `declare customers_export no scroll cursor for ${sql}`, bindings);
  let next = readBatch(transaction, wanted);
  for (;;) {
    const batch = await next;
    if (!batch.length) {
      return;
    }
    // PostgreSQL works on the next batch while this one is written; an error comes up when its turn comes.
    next = readBatch(transaction, wanted);
    next.catch(() => {});
    yield batch;
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

/** A transaction on a connection of its own that reads one snapshot, and that no timeout ends while a slow disk writes. */
export async function beginSnapshot(connection: Knex): Promise<Transaction> {
  const transaction = await connection.transaction();
  await transaction.raw("set transaction isolation level repeatable read, read only");
  await transaction.raw("set local idle_in_transaction_session_timeout = 0");
  // All rows are read: the planner is not to choose what brings the first tenth of them soon (PostgreSQL's default).
  await transaction.raw("set local cursor_tuple_fraction = 1");
  return transaction;
}

function selectColumns(matches: Knex.QueryBuilder, columns: readonly string[]): Knex.QueryBuilder {
  const own = CUSTOMER_COLUMNS.filter((column) => columns.includes(column) && column !== "id");
  const query = matches.clone().clearSelect().select(`${ALIAS}.id`).orderBy(`${ALIAS}.id`);
  return query.select(
    own.map((column) => query.client.raw(`${EXPRESSIONS[column] ?? `${ALIAS}.${column}`} as ${column}`)),
  );
}

async function readBatch(transaction: Transaction, wanted: Belongings): Promise<ExportedCustomer[]> {
  const rows = await queryRows<Row>(transaction, `fetch forward ${BATCH} from customers_export`, []);
  const ids = rows.map(({ id }) => id);
  const addresses = wanted.addresses && ids.length ? await addressesOf(transaction, ids) : undefined;
  const groups = wanted.groups && ids.length ? await groupsOf(transaction, ids) : undefined;
  return rows.map((values) => ({
    values: shortTimes(values),
    addresses: addresses?.get(values.id) ?? [],
    groups: groups?.get(values.id) ?? [],
  }));
}

async function addressesOf(transaction: Transaction, ids: string[]): Promise<Map<string, ExportedAddress[]>> {
  const byCustomer = new Map<string, ExportedAddress[]>();
  // The customer's id stays in them: to take it out would cost as much as reading them. The formats name what they write.
  for (const address of await queryRows<ExportedAddress>(transaction, ADDRESSES, [ids])) {
    const customerId = String(address.customer_id);
    const others = byCustomer.get(customerId);
    if (others) {
      others.push(address);
    } else {
      byCustomer.set(customerId, [address]);
    }
  }
  return byCustomer;
}

async function groupsOf(transaction: Transaction, ids: string[]): Promise<Map<string, string[]>> {
  const rows = await queryRows<{ customer_id: string; names: string[] }>(transaction, GROUPS, [ids]);
  return new Map(rows.map(({ customer_id, names }) => [customer_id, names]));
}

/** Three digits behind the second where there are no more, as JavaScript writes a time. */
function shortTimes(row: Row): Row {
  for (const column of ["created_at", "updated_at"]) {
    const time = row[column];
    if (typeof time === "string" && time.endsWith("000Z")) {
      row[column] = `${time.slice(0, -4)}Z`;
    }
  }
  return row;
}

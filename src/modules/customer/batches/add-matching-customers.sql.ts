import { createIds } from "../database/create-ids";
import { queryRows, type Transaction } from "../database/transaction";

/** A query on ids of customers, of one column `id`, with its bindings. */
export type MatchingCustomers = { sql: string; bindings: readonly unknown[] };

/** The query for a side of a change that was not given. */
export const NO_CUSTOMERS: MatchingCustomers = { sql: "select null::text as id where false", bindings: [] };

/** The last letters of an id, which number the rows of one statement; the others are the same for all rows. */
const NUMBER_LETTERS = 8;

/**
 * Returns the common beginning of all membership ids of a batch: prefix, time and 40 random bits. The rest is a number in
 * hex digits.
 */
export const membershipIdPrefixOf = (batchId: string): string =>
  `cusgc_${batchId.slice("cusmb_".length, -NUMBER_LETTERS)}`;

/** Creates the id of a batch. The ids of the memberships that the batch creates derive from it. */
export const createBatchId = (): string => createIds("cusmb", 1)[0];

/**
 * Adds matching customers to a group and records each new membership, in one statement for any number.
 *
 * No id leaves the database. Members stay, and customers that the same change removes are not added. The caller locks the
 * group (`lockGroup`), as every caller of this plugin that adds members does, so that none adds the same pair in between.
 *
 * Index: IDX_customer_group_customer_members; those of the query for the customers.
 */
const statement = (toAdd: string, toRemove: string): string => `
  with to_add as (${toAdd}),
  to_remove as (${toRemove}),
  created as (
    insert into customer_group_customer (id, customer_id, customer_group_id, unique_membership)
    select ?::text || upper(lpad(to_hex(row_number() over (order by id)), ${NUMBER_LETTERS}, '0')), id, ?::text, true
    from (select id from to_add except select id from to_remove) as wanted
    where not exists (
      select from customer_group_customer existing
      where existing.customer_group_id = ?::text and existing.customer_id = wanted.id and existing.deleted_at is null
    )
    order by id
    returning id, customer_id
  ),
  recorded as (
    insert into customers_membership_batch (batch_id, membership_id, customer_id)
    select ?::text, id, customer_id from created
    returning customer_id
  )
  select count(*) as added from recorded
`;

/** Adds matching customers to a group. @returns the number of new members. */
export async function addMatchingCustomers(
  transaction: Transaction,
  { batchId, groupId, toAdd, toRemove }: GroupChange,
): Promise<number> {
  const [{ added }] = await queryRows<{ added: string }>(transaction, statement(toAdd.sql, toRemove.sql), [
    ...toAdd.bindings,
    ...toRemove.bindings,
    ...[membershipIdPrefixOf(batchId), groupId, groupId, batchId],
  ]);
  return Number(added);
}

export type GroupChange = { batchId: string; groupId: string; toAdd: MatchingCustomers; toRemove: MatchingCustomers };

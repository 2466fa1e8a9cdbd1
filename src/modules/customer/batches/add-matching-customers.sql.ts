import { createIds } from "../database/create-ids";
import { queryRows, type Transaction } from "../database/transaction";

/** Customers as a query on their ids, of one column `id`, with its bindings. */
export type MatchingCustomers = { sql: string; bindings: readonly unknown[] };

/** Nobody: what a side of a change that was not given stands for. */
export const NO_CUSTOMERS: MatchingCustomers = { sql: "select null::text as id where false", bindings: [] };

/** How many of an id's letters count the rows of one statement; the others are the same for all of them. */
const COUNTED = 8;

/** What all ids that one batch makes begin with: prefix, time, and 40 random bits. The rest is a number in hex digits. */
export const membershipIdPrefixOf = (batchId: string): string => `cusgc_${batchId.slice("cusmb_".length, -COUNTED)}`;

/** An id by which a batch is found again; the ids of the memberships it makes are derived from it. */
export const createBatchId = (): string => createIds("cusmb", 1)[0];

/**
 * Puts chosen customers into a group and notes each new membership, in one statement for any number: no id leaves the
 * database. Who is in the group stays, and who is chosen to leave does not come. Whoever calls holds the group's row
 * (`lockGroup`), as every adder of this plugin does, so that nobody adds the same pair in between.
 *
 * Index: IDX_customer_group_customer_members; those of the query that chooses.
 */
const statement = (coming: string, leaving: string): string => `
  with coming as (${coming}),
  leaving as (${leaving}),
  made as (
    insert into customer_group_customer (id, customer_id, customer_group_id, unique_membership)
    select ?::text || upper(lpad(to_hex(row_number() over (order by id)), ${COUNTED}, '0')), id, ?::text, true
    from (select id from coming except select id from leaving) as wanted
    where not exists (
      select from customer_group_customer standing
      where standing.customer_group_id = ?::text and standing.customer_id = wanted.id and standing.deleted_at is null
    )
    order by id
    returning id, customer_id
  ),
  noted as (
    insert into customers_membership_batch (batch_id, membership_id, customer_id)
    select ?::text, id, customer_id from made
    returning customer_id
  )
  select count(*) as added from noted
`;

/** @returns how many customers are in the group that were not before. */
export async function addMatchingCustomers(
  transaction: Transaction,
  { batchId, groupId, toAdd: coming, toRemove: leaving }: GroupChange,
): Promise<number> {
  const [{ added }] = await queryRows<{ added: string }>(transaction, statement(coming.sql, leaving.sql), [
    ...coming.bindings,
    ...leaving.bindings,
    ...[membershipIdPrefixOf(batchId), groupId, groupId, batchId],
  ]);
  return Number(added);
}

export type GroupChange = { batchId: string; groupId: string; toAdd: MatchingCustomers; toRemove: MatchingCustomers };

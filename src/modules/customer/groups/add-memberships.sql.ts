import type { GroupCustomerPair } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { createIds } from "../database/create-ids";
import { queryRows, type Transaction } from "../database/transaction";
import { writeRows } from "../database/write-rows";

/** A pair with the fields that core also writes; the contract's type does not name them. */
type NewMembership = GroupCustomerPair & { created_by?: string | null; metadata?: Record<string, unknown> | null };

export type AddedMembership = { id: string; customer_id: string; customer_group_id: string; created: boolean };

/**
 * Creates missing memberships and returns the existing ones, in one statement for the whole batch.
 *
 * Rows created here have `unique_membership`, and a partial unique index over such live rows lets one of concurrent callers
 * win. The others get no row from `on conflict do nothing`, because their snapshot is older than the winner's row, and run
 * the statement again. Rows that core wrote do not have the mark (core's writes must not fail); `not exists` finds those.
 * The insert is ordered by customer: its foreign key locks customers in that order, and deletions of customers lock in id
 * order too.
 *
 * Existing memberships are found by the customers' ids as an array beside the join: with the join alone PostgreSQL reads
 * the index of all memberships for 10,000 pairs.
 *
 * Index: IDX_customer_group_customer_customer_id, IDX_customer_group_customer_unique_membership.
 */
const STATEMENT = `
  with to_add as (
    select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::jsonb[])
      as pair (id, customer_id, customer_group_id, created_by, metadata)
  ),
  existing as (
    select distinct on (membership.customer_group_id, membership.customer_id)
      membership.id, membership.customer_id, membership.customer_group_id
    from to_add
    join customer_group_customer membership using (customer_id, customer_group_id)
    where membership.customer_id = any(array(select customer_id from to_add)) and membership.deleted_at is null
    order by membership.customer_group_id, membership.customer_id, membership.created_at, membership.id
  ),
  created_now as (
    insert into customer_group_customer
      (id, customer_id, customer_group_id, created_by, metadata, unique_membership)
    select id, customer_id, customer_group_id, created_by, metadata, true
    from to_add
    where not exists (
      select from existing
      where existing.customer_id = to_add.customer_id and existing.customer_group_id = to_add.customer_group_id
    )
    order by customer_id, customer_group_id
    on conflict (customer_group_id, customer_id) where unique_membership and deleted_at is null do nothing
    returning id, customer_id, customer_group_id
  )
  select id, customer_id, customer_group_id, false as created from existing
  union all
  select id, customer_id, customer_group_id, true as created from created_now
`;

/** Maximum runs of the statement for rows that other callers create, and perhaps remove, at the same time. */
const ATTEMPTS = 5;

/**
 * Adds memberships.
 *
 * @returns the membership of each pair, in the order given; `created` once for each that was created here.
 * @throws MedusaError (not_found) for the first pair whose customer or live group does not exist.
 */
export async function addMemberships(
  transaction: Transaction,
  pairs: readonly NewMembership[],
): Promise<AddedMembership[]> {
  await assertLiveGroups(transaction, pairs);
  const found = new Map<string, AddedMembership>();
  let missing = withoutRepeats(pairs);
  for (let attempt = 0; missing.length && attempt < ATTEMPTS; attempt++) {
    const memberships = await writeRows(transaction, missing, (some) =>
      queryRows<AddedMembership>(transaction, STATEMENT, columnsOf(some)),
    );
    for (const membership of memberships) {
      found.set(keyOf(membership), membership);
    }
    missing = missing.filter((pair) => !found.has(keyOf(pair)));
  }
  if (missing.length) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      "Other requests keep adding and removing these memberships. Try again.",
    );
  }
  // as: the loop above ends only when every pair has been found.
  return pairs.map((pair) => found.get(keyOf(pair)) as AddedMembership);
}

/**
 * Locks the groups of the pairs, and throws if one is deleted.
 *
 * Callers that add to a group, or delete it, take turns, and each sees what the one before did. With a shared lock two
 * callers that run the statement again could wait for each other's rows.
 */
async function assertLiveGroups(transaction: Transaction, pairs: readonly GroupCustomerPair[]): Promise<void> {
  const ids = [...new Set(pairs.map((pair) => pair.customer_group_id))];
  const groups = await queryRows<{ id: string; is_deleted: boolean }>(
    transaction,
    `select id, deleted_at is not null as is_deleted from customer_group where id = any(?::text[]) order by id for no key update`,
    [ids],
  );
  const deleted = new Set(groups.filter((group) => group.is_deleted).map(({ id }) => id));
  const first = ids.find((id) => deleted.has(id));
  if (first !== undefined) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      `You tried to set relationship customer_group_id: ${first}, but such entity does not exist`,
    );
  }
}

/** Removes repeated pairs; the first of each counts. */
function withoutRepeats(pairs: readonly NewMembership[]): NewMembership[] {
  const seen = new Set<string>();
  return pairs.filter((pair) => {
    const key = keyOf(pair);
    return !seen.has(key) && seen.add(key);
  });
}

/** Returns one array per column, with a new id for each row. */
function columnsOf(pairs: readonly NewMembership[]): unknown[][] {
  return [
    createIds("cusgc", pairs.length),
    pairs.map((pair) => pair.customer_id),
    pairs.map((pair) => pair.customer_group_id),
    pairs.map((pair) => pair.created_by ?? null),
    pairs.map((pair) => (pair.metadata ? JSON.stringify(pair.metadata) : null)),
  ];
}

function keyOf({ customer_id, customer_group_id }: GroupCustomerPair): string {
  return `${customer_group_id} ${customer_id}`;
}

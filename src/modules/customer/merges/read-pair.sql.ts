import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { MedusaError } from "@medusajs/framework/utils";
import { queryRows } from "../database/transaction";
import { MERGE_LEASE } from "./merge-lease";
import type { MergeAddressRow, MergeCustomerRow, MergeState } from "./merge-plan";
import type { MergeRow } from "./merge-redirects.sql";
import { MERGED_CUSTOMER_RESTORED } from "./merge-run.sql";

/** The two customers of a merge, deleted or not, with what belongs to them, and their merges. */
export type MergePair = Omit<MergeState, "customers"> & {
  customers: (MergeCustomerRow & { deleted_at: string | null })[];
  merges: PairMerge[];
};

/** `is_expired`: no run has a live lease of it. `is_void`: core's restore has restored the merged customer. */
export type PairMerge = MergeRow & { is_expired: boolean; is_void: boolean };

/** Index: IDX_customer_group_customer_customer_id, customer_group_pkey. */
const GROUPS = `
  select id from customer_group
  where deleted_at is null and id in (
    select customer_group_id from customer_group_customer where customer_id = any(?::text[]) and deleted_at is null
  )
  order by id
`;

/** Index: customer_pkey. */
const CUSTOMERS = "select to_jsonb(customer) as row from customer where id = any(?::text[]) order by id";

/** Index: IDX_customer_address_customer_id. */
const ADDRESSES = `
  select to_jsonb(customer_address) as row from customer_address
  where customer_id = any(?::text[]) and deleted_at is null order by id
`;

/** Index: IDX_customer_group_customer_customer_id. */
const MEMBERSHIPS = `
  select membership.customer_id, membership.customer_group_id
  from customer_group_customer membership
  join customer_group on customer_group.id = membership.customer_group_id and customer_group.deleted_at is null
  where membership.customer_id = any(?::text[]) and membership.deleted_at is null
  order by 1, 2
`;

/** Index: IDX_customer_merge_merged_id, IDX_customer_merge_survivor_id, customer_pkey. */
const MERGES = `
  select to_jsonb(customer_merge) as row,
    ${MERGE_LEASE.LEASE_EXPIRED} as is_expired, ${MERGED_CUSTOMER_RESTORED} as is_void
  from customer_merge
  where merged_id = any(?::text[]) or survivor_id = any(?::text[])
  order by id
`;

/**
 * Reads both customers with what belongs to them; with `lock`, locks them for a merge.
 *
 * It locks in the order of all writers, each table in id order: groups, customers, addresses. A writer that adds a member
 * locks the group first, then the customer by the foreign key. A locked customer gets no address and no membership
 * meanwhile.
 *
 * @throws MedusaError (conflict) when one of them joined a group between the first lock and the second.
 */
export async function readPair(
  connection: Knex,
  ids: readonly string[],
  { lock }: { lock: boolean },
): Promise<MergePair> {
  const both = [[...ids]];
  const groups = lock ? await queryRows<{ id: string }>(connection, `${GROUPS} for no key update`, both) : [];
  const suffix = lock ? "for update" : "";
  const customers = await queryRows<{ row: MergePair["customers"][number] }>(
    connection,
    `${CUSTOMERS} ${suffix}`,
    both,
  );
  const addresses = await queryRows<{ row: MergeAddressRow }>(connection, `${ADDRESSES} ${suffix}`, both);
  const memberships = await queryRows<MergeState["memberships"][number]>(connection, MEMBERSHIPS, both);
  const merges = await queryRows<{ row: MergeRow } & Pick<PairMerge, "is_expired" | "is_void">>(connection, MERGES, [
    ...both,
    ...both,
  ]);
  const locked = new Set(groups.map(({ id }) => id));
  if (lock && memberships.some(({ customer_group_id }) => !locked.has(customer_group_id))) {
    throw new MedusaError(
      MedusaError.Types.CONFLICT,
      "One of the customers joined a group at this very moment. Nothing was merged; try again.",
    );
  }
  return {
    customers: customers.map(({ row }) => row),
    addresses: addresses.map(({ row }) => row),
    memberships,
    merges: merges.map(({ row, ...marks }) => ({ ...row, ...marks })),
  };
}

import type { GroupCustomerPair } from "@medusajs/framework/types";
import type { Transaction } from "../database/transaction";
import { addMemberships } from "./add-memberships.sql";
import { lockMemberships } from "./lock-memberships.sql";
import { removeMemberships } from "./remove-memberships.sql";
import type { MembershipChange } from "./undo-membership-change.sql";

/**
 * Adds memberships, then deletes others, each in a constant number of statements.
 *
 * Index: those of `addMemberships` and `removeMemberships`.
 *
 * @returns the change, and the ids of the live memberships that were deleted, those created here included.
 */
export async function changeMemberships(
  transaction: Transaction,
  { add, remove }: { add: GroupCustomerPair[]; remove: GroupCustomerPair[] },
): Promise<{ change: MembershipChange; endedIds: string[] }> {
  const requested = add.length ? await addMemberships(transaction, add) : [];
  const created = new Map(requested.filter((one) => one.created).map((membership) => [membership.id, membership]));
  const removed = (await lockMemberships(transaction, remove)).filter(({ id }) => !created.has(String(id)));
  const endedIds = await removeMemberships(transaction, remove);
  const deleted = new Set(endedIds);
  const change = {
    createdIds: [...created.keys()],
    removed,
    added: distinct([...created.values()].filter(({ id }) => !deleted.has(id))),
    ended: distinct(removed.filter(({ deleted_at }) => deleted_at === null)),
  };
  return { change, endedIds };
}

/** Returns each pair once: a pair that core's module wrote twice is one membership in events. */
function distinct(rows: readonly Record<string, unknown>[]): GroupCustomerPair[] {
  const pairs = rows.map(({ customer_id, customer_group_id }) => ({
    customer_id: String(customer_id),
    customer_group_id: String(customer_group_id),
  }));
  return [...new Map(pairs.map((pair) => [`${pair.customer_group_id} ${pair.customer_id}`, pair])).values()];
}

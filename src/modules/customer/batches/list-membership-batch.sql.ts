import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";

/** A membership that a batch added or removed. */
export type MembershipBatchRow = { membership_id: string; customer_id: string; added: boolean };

/** Index: customers_membership_batch_pkey, in its order. */
const STATEMENT = `
  select membership_id, customer_id, membership is null as added
  from customers_membership_batch
  where batch_id = ? and membership_id > ? and (membership ->> 'deleted_at') is null
  order by membership_id limit ?
`;

/** Lists the memberships that a batch changed, a page at a time. Rows that were deleted before the batch are not listed. */
export async function listMembershipBatch(
  connection: Knex,
  { batchId, after, limit }: { batchId: string; after: string; limit: number },
): Promise<MembershipBatchRow[]> {
  return await queryRows<MembershipBatchRow>(connection, STATEMENT, [batchId, after, limit]);
}

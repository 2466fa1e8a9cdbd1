import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";

/** A membership that a batch added or ended. */
export type MembershipBatchRow = { membership_id: string; customer_id: string; added: boolean };

/** In the order of the primary key: customers_membership_batch_pkey. */
const STATEMENT = `
  select membership_id, customer_id, membership is null as added
  from customers_membership_batch
  where batch_id = ? and membership_id > ? and (membership ->> 'deleted_at') is null
  order by membership_id limit ?
`;

/** What a batch did, a page at a time; rows that had been deleted before it are left out. */
export async function listMembershipBatch(
  connection: Knex,
  { batchId, after, limit }: { batchId: string; after: string; limit: number },
): Promise<MembershipBatchRow[]> {
  return await queryRows<MembershipBatchRow>(connection, STATEMENT, [batchId, after, limit]);
}

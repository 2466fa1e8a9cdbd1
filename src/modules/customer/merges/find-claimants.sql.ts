import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";
import { MERGED_CUSTOMER_RESTORED } from "./merge-run.sql";

/** Indexes: customer_pkey, IDX_customer_email_has_account_unique, IDX_customer_merge_survivor_id. */
const CLAIMANTS = `
  select id from customer
  where id = any(?) and has_account and deleted_at is null
    and (
      exists (
        select 1 from customer guest
        where guest.email = customer.email and not guest.has_account and guest.deleted_at is null
      )
      or exists (
        select 1 from customer_merge
        where survivor_id = customer.id and kind = 'claim' and completed_at is null and not ${MERGED_CUSTOMER_RESTORED}
      )
    )
`;

/** Returns which of the registered customers have a guest of their email, or a claim that has not ended. */
export async function findClaimants(connection: Knex, customerIds: readonly string[]): Promise<string[]> {
  return (await queryRows<{ id: string }>(connection, CLAIMANTS, [customerIds])).map(({ id }) => id);
}

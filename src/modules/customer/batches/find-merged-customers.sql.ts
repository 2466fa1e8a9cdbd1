import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";
import type { ExistingCustomer } from "./assert-customers-batch";

/** A customer who was merged into a live one. */
export type MergedKeys = Omit<ExistingCustomer, "id"> & { survivor_id: string };

/**
 * The last merge first. A restored customer is no merged one. Index: IDX_customer_deleted_external_id,
 * IDX_customer_deleted_email, IDX_customer_merge_merged_id, customer_pkey.
 */
const STATEMENT = `
  select former.external_id, former.email, former.has_account, merge.survivor_id
  from (
    select id, external_id, email, has_account from customer
    where external_id = any(?::text[]) and deleted_at is not null
    union
    select id, external_id, email, has_account from customer where email = any(?::text[]) and deleted_at is not null
  ) as former
  join customer_merge merge on merge.merged_id = former.id
  join customer survivor on survivor.id = merge.survivor_id and survivor.deleted_at is null
  order by merge.created_at desc, merge.id desc
`;

/** Finds merged customers by external id or email. */
export async function findMergedCustomers(
  connection: Knex,
  keys: readonly { external_id?: string | null; email?: string | null }[],
): Promise<MergedKeys[]> {
  const externalIds = keys.flatMap(({ external_id }) => external_id ?? []);
  const emails = keys.flatMap(({ email }) => email ?? []);
  return externalIds.length || emails.length
    ? await queryRows<MergedKeys>(connection, STATEMENT, [externalIds, emails])
    : [];
}

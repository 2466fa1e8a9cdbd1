import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";
import type { StandingCustomer } from "./customers-batch";

/** Index: customer_pkey, IDX_customer_external_id_unique and IDX_customer_email_has_account_unique, one after the other. */
const STATEMENT = `
  select id, external_id, email, has_account from customer where id = any(?::text[]) and deleted_at is null
  union
  select id, external_id, email, has_account from customer where external_id = any(?::text[]) and deleted_at is null
  union
  select id, external_id, email, has_account from customer where email = any(?::text[]) and deleted_at is null
`;

/** Live customers with one of the ids, one of the external ids or one of the emails. */
export async function findStanding(
  connection: Knex,
  { ids, externalIds, emails }: { ids: readonly string[]; externalIds: readonly string[]; emails: readonly string[] },
): Promise<StandingCustomer[]> {
  return await queryRows<StandingCustomer>(connection, STATEMENT, [[...ids], [...externalIds], [...emails]]);
}

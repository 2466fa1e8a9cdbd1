import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";
import type { ExistingCustomer } from "./assert-customers-batch";

/** Index: customer_pkey, IDX_customer_external_id_unique and IDX_customer_email_has_account_unique, one after the other. */
const STATEMENT = `
  select id, external_id, email, has_account from customer where id = any(?::text[]) and deleted_at is null
  union
  select id, external_id, email, has_account from customer where external_id = any(?::text[]) and deleted_at is null
  union
  select id, external_id, email, has_account from customer where email = any(?::text[]) and deleted_at is null
`;

/** Finds live customers by id, external id or email. */
export async function findExistingCustomers(
  connection: Knex,
  { ids, keys }: { ids: readonly string[]; keys: readonly Partial<Omit<ExistingCustomer, "id">>[] },
): Promise<ExistingCustomer[]> {
  return await queryRows<ExistingCustomer>(connection, STATEMENT, [
    [...ids],
    keys.flatMap(({ external_id }) => external_id ?? []),
    keys.flatMap(({ email }) => email ?? []),
  ]);
}

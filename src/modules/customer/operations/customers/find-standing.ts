import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import type { StandingCustomer } from "../../domain/customers-batch";
import { queryRows } from "../transaction";

/** Index: customer_pkey and IDX_customer_email_has_account_unique, one after the other. */
const STATEMENT = `
  select id, email, has_account from customer where id = any(?::text[]) and deleted_at is null
  union
  select id, email, has_account from customer where email = any(?::text[]) and deleted_at is null
`;

/** Live customers with one of the ids or one of the emails. */
export async function findStanding(
  connection: Knex,
  { ids, emails }: { ids: readonly string[]; emails: readonly string[] },
): Promise<StandingCustomer[]> {
  return await queryRows<StandingCustomer>(connection, STATEMENT, [[...ids], [...emails]]);
}

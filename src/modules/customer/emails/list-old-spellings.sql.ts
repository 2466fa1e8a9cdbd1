import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";

/** Maximum number of spellings of one email; a store has fewer registered customers of one. */
const LIMIT = 100;

/** Index: IDX_customer_old_email_email. */
const OLD = `select distinct old_email from customer_old_email where email = ? order by old_email limit ${LIMIT}`;

/** Lists the spellings that the repair has replaced by this email, of registered customers. */
export async function listOldSpellings(connection: Knex, email: string): Promise<string[]> {
  const rows = await queryRows<{ old_email: string }>(connection, OLD, [email]);
  return rows.map(({ old_email }) => old_email);
}

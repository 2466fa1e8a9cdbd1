import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";
import { assertEmail, readEmail } from "./read-email";

/** Index: customer_pkey. */
const CHANGED = `
  select given.email
  from jsonb_to_recordset(?::jsonb) as given (id text, email text)
  join customer on customer.id = given.id
  where customer.deleted_at is null and customer.email is distinct from given.email
  limit 1
`;

/**
 * Refuses updates with a text that is no email. A customer may keep the one that was stored before there was a rule: a
 * caller who writes a whole record back changes nothing. One read where there is such a text, none otherwise.
 *
 * @throws MedusaError (invalid_data) that names the field.
 */
export async function assertChangedEmails(
  connection: Knex,
  updates: readonly { id: string; email?: string | null }[],
): Promise<void> {
  const suspect = updates.filter(({ email }) => typeof email === "string" && readEmail(email) === null);
  if (suspect.length) {
    const given = suspect.map(({ id, email }) => ({ id, email }));
    const [refused] = await queryRows<{ email: string }>(connection, CHANGED, [JSON.stringify(given)]);
    assertEmail(refused?.email);
  }
}

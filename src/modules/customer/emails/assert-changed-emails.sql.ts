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
 * Checks the emails that updates change.
 *
 * A customer may keep an email that is older than the rule: a caller that writes a whole record back changes nothing. It
 * reads once if there is such an email, and not at all otherwise.
 *
 * @throws MedusaError (invalid_data) that names the field.
 */
export async function assertChangedEmails(
  connection: Knex,
  updates: readonly { id: string; email?: string | null }[],
): Promise<void> {
  const invalid = updates.filter(({ email }) => typeof email === "string" && readEmail(email) === null);
  if (invalid.length) {
    const given = invalid.map(({ id, email }) => ({ id, email }));
    const [refused] = await queryRows<{ email: string }>(connection, CHANGED, [JSON.stringify(given)]);
    assertEmail(refused?.email);
  }
}

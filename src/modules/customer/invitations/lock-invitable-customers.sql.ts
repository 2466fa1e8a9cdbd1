import { MedusaError } from "@medusajs/framework/utils";
import { queryRows, type Transaction } from "../database/transaction";
import { isEmail } from "../emails/read-email";

/** Ids that a message names, at most. */
const NAMED = 10;

/** Concurrent callers wait here for each other, and then find the rows of the caller before. Index: customer_pkey. */
const LOCK = `
  select id, email, has_account, exists (
    select from customer registered
    where registered.email = customer.email and registered.has_account and registered.deleted_at is null
  ) as is_registered
  from customer where id = any(?::text[]) and deleted_at is null order by id for no key update
`;

type Locked = { id: string; email: string | null; has_account: boolean; is_registered: boolean };

/**
 * Locks customers for their invitation, in id order.
 *
 * @throws MedusaError (not_found, not_allowed) that names customers who are unknown or deleted, who have no valid email,
 * or who are guests while another customer is registered with their email.
 */
export async function lockInvitable(transaction: Transaction, customerIds: readonly string[]): Promise<void> {
  const rows = await queryRows<Locked>(transaction, LOCK, [[...customerIds]]);
  const found = new Set(rows.map(({ id }) => id));
  const { NOT_FOUND, NOT_ALLOWED } = MedusaError.Types;
  reject(
    customerIds.filter((id) => !found.has(id)),
    { type: NOT_FOUND, why: "not found. Leave out unknown and deleted customers" },
  );
  reject(
    rows.filter(({ email }) => email === null).map(({ id }) => id),
    { type: NOT_ALLOWED, why: "cannot be invited without an email. Set one first" },
  );
  reject(
    rows.filter(({ email }) => email !== null && !isEmail(email)).map(({ id }) => id),
    { type: NOT_ALLOWED, why: "cannot be invited: what is stored as the email is no email address. Correct it first" },
  );
  reject(
    rows.filter(({ has_account, is_registered }) => !has_account && is_registered).map(({ id }) => id),
    {
      type: NOT_ALLOWED,
      why: "cannot be invited: a guest whose email another customer is registered with. Merge the two, or invite that one",
    },
  );
}

function reject(ids: string[], { type, why }: { type: string; why: string }): void {
  if (ids.length) {
    const more = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : "";
    const named = ids.slice(0, NAMED).map((id) => `"${id}"`);
    throw new MedusaError(type, `Customer with id ${named.join(", ")}${more} ${why}.`);
  }
}

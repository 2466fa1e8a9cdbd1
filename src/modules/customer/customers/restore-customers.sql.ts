import { MedusaError } from "@medusajs/framework/utils";
import { restoreAddresses } from "../addresses/restore-addresses.sql";
import { queryRows, retryOnUniqueViolation, type Transaction } from "../database/transaction";
import { assertNotMerged } from "../merges/assert-not-merged.sql";
import type { DeletedCustomers } from "./soft-delete-customers.sql";

type DeletedCustomer = { id: string; email: string | null; has_account: boolean };
type Conflict = { id: string; taken_by: string };

/** Locks the deleted customers in id order, as every operation on several customers does. Index: customer_pkey. */
const DELETED = `
  select id, email, has_account from customer
  where id = any(?::text[]) and deleted_at is not null
  order by id
  for update
`;

/**
 * Finds the customers that block a restore: a live one of the same kind with the email, or another one to restore.
 *
 * The emails are also given as an array beside the join: with the join alone PostgreSQL reads the whole table for 10,000 of
 * them.
 *
 * Index: IDX_customer_email_has_account_unique.
 */
const CONFLICTS = `
  with to_restore as (
    select * from unnest(?::text[], ?::text[], ?::boolean[]) as customer (id, email, has_account)
  )
  select to_restore.id, existing.id as taken_by
  from customer existing
  join to_restore using (email, has_account)
  where existing.email = any(array(select email from to_restore)) and existing.deleted_at is null
  union all
  select later.id, earlier.id
  from to_restore later
  join to_restore earlier on earlier.email = later.email and earlier.has_account = later.has_account and earlier.id < later.id
  order by 1, 2
`;

/**
 * Finds the addresses that were deleted with their customer: they have its `deleted_at`.
 *
 * This runs before the customers lose that time, and filters by the column whose index is to be used. Index:
 * IDX_customer_address_customer_id.
 */
const ADDRESSES = `
  select customer_address.id
  from customer_address
  join customer on customer.id = customer_address.customer_id
  where customer_address.customer_id = any(array(select unnest(?::text[]))) and customer_address.deleted_at = customer.deleted_at
`;

const RESTORE = `
  update customer set deleted_at = null, updated_at = ?::timestamptz where id = any(?::text[]) returning id
`;

/**
 * Restores the few customers whose email has another spelling today. Writing all emails would recompute every search text.
 */
const RESTORE_WITH_EMAIL = `
  update customer set deleted_at = null, updated_at = ?::timestamptz, email = to_restore.email
  from unnest(?::text[], ?::text[]) as to_restore (id, email)
  where customer.id = to_restore.id
  returning customer.id
`;

/**
 * Restores deleted customers with the addresses that were deleted with them, all or none.
 *
 * The number of statements is constant. Emails get the spelling that the store uses today.
 *
 * @throws MedusaError (invalid_data) when an email is taken meanwhile; it names the ids on both sides and what to do;
 * (not_allowed) when one was merged into another customer.
 */
export async function restoreCustomers(
  transaction: Transaction,
  ids: readonly string[],
  storedEmail: (email: string | null) => string | null,
): Promise<DeletedCustomers> {
  const deleted = await queryRows<DeletedCustomer>(transaction, DELETED, [[...ids]]);
  // From here on only the locked rows count: another of the ids may be deleted again at any time.
  const toRestore = deleted.map((row) => ({ ...row, stored: storedEmail(row.email) }));
  await assertNotMerged(
    transaction,
    toRestore.map(({ id }) => id),
  );
  const addresses = await queryRows<{ id: string }>(transaction, ADDRESSES, [toRestore.map(({ id }) => id)]);
  const customerIds = await retryOnUniqueViolation(transaction, () => restoreRows(transaction, toRestore));
  const addressIds = await restoreAddresses(
    transaction,
    addresses.map(({ id }) => id),
  );
  return { customerIds, addressIds };
}

type CustomerToRestore = DeletedCustomer & { stored: string | null };

async function restoreRows(transaction: Transaction, toRestore: readonly CustomerToRestore[]): Promise<string[]> {
  const conflicts = await queryRows<Conflict>(transaction, CONFLICTS, [
    toRestore.map(({ id }) => id),
    toRestore.map(({ stored }) => stored),
    toRestore.map(({ has_account }) => has_account),
  ]);
  if (conflicts.length) {
    throw emailTakenError(conflicts);
  }
  const now = new Date();
  const same = toRestore.filter(({ email, stored }) => email === stored);
  const restored = await queryRows<{ id: string }>(transaction, RESTORE, [now, same.map(({ id }) => id)]);
  const other = toRestore.filter(({ email, stored }) => email !== stored);
  if (other.length) {
    const bindings = [now, other.map(({ id }) => id), other.map(({ stored }) => stored)];
    restored.push(...(await queryRows<{ id: string }>(transaction, RESTORE_WITH_EMAIL, bindings)));
  }
  return restored.map(({ id }) => id).sort();
}

function emailTakenError(conflicts: readonly Conflict[]): MedusaError {
  const pairs = conflicts.slice(0, 10).map(({ id, taken_by }) => `${id} (taken by ${taken_by})`);
  const more = conflicts.length > pairs.length ? ` and ${conflicts.length - pairs.length} more` : "";
  return new MedusaError(
    MedusaError.Types.INVALID_DATA,
    `Customers cannot be restored, because their email belongs to another customer now: ${pairs.join(", ")}${more}. ` +
      "Nothing was restored. Change the email of the customer that has it, or delete that customer, then restore again.",
  );
}

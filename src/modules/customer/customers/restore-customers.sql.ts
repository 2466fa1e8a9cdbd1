import { MedusaError } from "@medusajs/framework/utils";
import { restoreAddresses } from "../addresses/restore-addresses.sql";
import { queryRows, retryOnUniqueViolation, type Transaction } from "../database/transaction";
import { assertNotMerged } from "../merges/assert-not-merged.sql";
import type { DeletedCustomers } from "./soft-delete-customers.sql";

type DeletedCustomer = { id: string; email: string | null; has_account: boolean };
type Conflict = { id: string; taken_by: string };

/** Locked in id order, as every operation on several customers locks. Index: customer_pkey. */
const DELETED = `
  select id, email, has_account from customer
  where id = any(?::text[]) and deleted_at is not null
  order by id
  for update
`;

/**
 * Who stands in the way: a live customer of the same kind with that email, or another one of those that return. The
 * emails stand beside the join as an array: joined alone, 10,000 of them have the whole table read (365 ms instead of 103
 * among 400,000 customers). Index: IDX_customer_email_has_account_unique.
 */
const CONFLICTS = `
  with coming as (
    select * from unnest(?::text[], ?::text[], ?::boolean[]) as customer (id, email, has_account)
  )
  select coming.id, standing.id as taken_by
  from customer standing
  join coming using (email, has_account)
  where standing.email = any(array(select email from coming)) and standing.deleted_at is null
  union all
  select later.id, earlier.id
  from coming later
  join coming earlier on earlier.email = later.email and earlier.has_account = later.has_account and earlier.id < later.id
  order by 1, 2
`;

/**
 * The addresses that were deleted along with their customer bear its time. Asked before the customers lose it, and by
 * the column whose index is to be read. Index: IDX_customer_address_customer_id.
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

/** For the few whose email is spelled otherwise by now: writing it would make their search text anew for all. */
const RESTORE_WITH_EMAIL = `
  update customer set deleted_at = null, updated_at = ?::timestamptz, email = coming.email
  from unnest(?::text[], ?::text[]) as coming (id, email)
  where customer.id = coming.id
  returning customer.id
`;

/**
 * Brings deleted customers back with the addresses that went along with them: all or none, in a number of statements
 * that does not depend on theirs. Emails come back as they are stored today.
 *
 * @throws MedusaError (invalid_data) when an email is taken meanwhile; it names the ids on both sides and the way out;
 * (not_allowed) when one was merged into another customer.
 */
export async function restoreCustomers(
  transaction: Transaction,
  ids: readonly string[],
  storedEmail: (email: string | null) => string | null,
): Promise<DeletedCustomers> {
  const deleted = await queryRows<DeletedCustomer>(transaction, DELETED, [[...ids]]);
  // From here on only the rows that are locked: another of the ids may be deleted anew at any time.
  const coming = deleted.map((row) => ({ ...row, stored: storedEmail(row.email) }));
  await assertNotMerged(
    transaction,
    coming.map(({ id }) => id),
  );
  const addresses = await queryRows<{ id: string }>(transaction, ADDRESSES, [coming.map(({ id }) => id)]);
  const customerIds = await retryOnUniqueViolation(transaction, () => restoreRows(transaction, coming));
  const addressIds = await restoreAddresses(
    transaction,
    addresses.map(({ id }) => id),
  );
  return { customerIds, addressIds };
}

type CustomerToRestore = DeletedCustomer & { stored: string | null };

async function restoreRows(transaction: Transaction, coming: readonly CustomerToRestore[]): Promise<string[]> {
  const conflicts = await queryRows<Conflict>(transaction, CONFLICTS, [
    coming.map(({ id }) => id),
    coming.map(({ stored }) => stored),
    coming.map(({ has_account }) => has_account),
  ]);
  if (conflicts.length) {
    throw emailTakenError(conflicts);
  }
  const now = new Date();
  const same = coming.filter(({ email, stored }) => email === stored);
  const restored = await queryRows<{ id: string }>(transaction, RESTORE, [now, same.map(({ id }) => id)]);
  const other = coming.filter(({ email, stored }) => email !== stored);
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
    `Customers cannot be restored, because their email belongs to another customer by now: ${pairs.join(", ")}${more}. ` +
      "Nothing was restored. Change the email of the customer that has it, or delete that customer, then restore again.",
  );
}

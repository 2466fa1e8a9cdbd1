import { MedusaError } from "@medusajs/framework/utils";
import { queryRows, type Transaction } from "../database/transaction";
import { lockCustomer } from "./lock-customer.sql";

export type AddressPurpose = "shipping" | "billing";

/** An address that `setDefaultAddress` changed: mark and time before, and the time that was written. */
export type ChangedAddress = { id: string; is_default: boolean; updated_at: string; written_at: string };

export type DefaultAddressSwap = {
  customerId: string;
  addressId: string | null;
  purpose: AddressPurpose;
};

/**
 * Locks the addresses that may be written, in id order, so that none is deleted or marked in between.
 *
 * Index: IDX_customer_address_unique_customer_shipping or _billing, customer_address_pkey.
 */
const lock = (purpose: AddressPurpose): string => `
  select id from customer_address
  where customer_id = ? and deleted_at is null and (is_default_${purpose} or id = ?::text)
  order by id
  for no key update
`;

/**
 * Moves the mark from one address to another, in one statement.
 *
 * The second update reads from the first, so that it runs after it: the unique index checks each row as it is written, and
 * would refuse two marks. An address that has the mark already does not change. Times are returned as text, to the
 * microsecond.
 *
 * Index: as above.
 */
const swap = (purpose: AddressPurpose): string => `
  with before as (
    select id, is_default_${purpose} as is_default, updated_at
    from customer_address
    where customer_id = ? and deleted_at is null and (is_default_${purpose} <> (id is not distinct from ?::text))
      and (is_default_${purpose} or id = ?::text)
  ),
  cleared as (
    update customer_address set is_default_${purpose} = false, updated_at = now()
    from before where customer_address.id = before.id and before.is_default
    returning customer_address.id
  ),
  marked as (
    update customer_address set is_default_${purpose} = true, updated_at = now()
    from before where customer_address.id = before.id and not before.is_default and (select count(*) from cleared) >= 0
    returning customer_address.id
  )
  select before.id, before.is_default, before.updated_at::text, now()::text as written_at
  from before where id in (select id from cleared union all select id from marked)
`;

/**
 * Makes an address the customer's only default for the purpose; `null` removes the default.
 *
 * The customer's row is locked first, so that concurrent callers take turns.
 *
 * @returns the addresses that changed, as they were before.
 * @throws MedusaError (not_found) when the customer has no such live address.
 */
export async function setDefaultAddress(
  transaction: Transaction,
  { customerId, addressId, purpose }: DefaultAddressSwap,
): Promise<ChangedAddress[]> {
  await lockCustomer(transaction, customerId);
  const locked = await queryRows<{ id: string }>(transaction, lock(purpose), [customerId, addressId]);
  if (addressId !== null && !locked.some(({ id }) => id === addressId)) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Address with id: ${addressId} was not found`);
  }
  const { rows } = await transaction.raw<{ rows: ChangedAddress[] }>(swap(purpose), [customerId, addressId, addressId]);
  return rows;
}

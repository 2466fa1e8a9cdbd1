import { MedusaError } from "@medusajs/framework/utils";
import type { Transaction } from "../transaction";

export type AddressPurpose = "shipping" | "billing";

/** An address that a swap changed, as it was before: the mark and the time, which a way back needs. */
export type ChangedAddress = { id: string; is_default: boolean; updated_at: string };

export type DefaultAddressSwap = {
  customerId: string;
  addressId: string | null;
  purpose: AddressPurpose;
};

/**
 * Takes the mark from the address that has it and gives it to another, in one statement. The second update reads from
 * the first, so that it runs after it: the unique index looks at each row as it is written, and would refuse two marks.
 * An address that has the mark already is left as it is. Times go out as text, to the microsecond.
 *
 * Index: IDX_customer_address_unique_customer_shipping or _billing, customer_address_pkey.
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
  select before.id, before.is_default, before.updated_at::text
  from before where id in (select id from cleared union all select id from marked)
`;

/** The way back: first the mark is taken from where it went, then returned, both with the times from before. */
const SWAP_BACK = (purpose: AddressPurpose): string => `
  with before as (
    select * from jsonb_to_recordset(?::jsonb) as address (id text, is_default boolean, updated_at timestamptz)
  ),
  cleared as (
    update customer_address set is_default_${purpose} = false, updated_at = before.updated_at
    from before where customer_address.id = before.id and not before.is_default and customer_address.deleted_at is null
    returning customer_address.id
  ),
  marked as (
    update customer_address set is_default_${purpose} = true, updated_at = before.updated_at
    from before where customer_address.id = before.id and before.is_default and customer_address.deleted_at is null
      and (select count(*) from cleared) >= 0
    returning customer_address.id
  )
  select id from cleared union all select id from marked
`;

/**
 * Makes an address the customer's only default for the purpose, or with `null` leaves the customer without one. The
 * customer's row is locked first, so that of several callers at once each sees what the one before has done.
 *
 * @returns the addresses that changed, as they were before.
 * @throws MedusaError (not_found) when the customer has no such live address.
 */
export async function setDefaultAddress(
  transaction: Transaction,
  { customerId, addressId, purpose }: DefaultAddressSwap,
): Promise<ChangedAddress[]> {
  await lockCustomer(transaction, customerId);
  if (addressId !== null) {
    const address = await transaction("customer_address")
      .where({ id: addressId, customer_id: customerId, deleted_at: null })
      .first("id");
    if (!address) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `Address with id: ${addressId} was not found`);
    }
  }
  const { rows } = await transaction.raw<{ rows: ChangedAddress[] }>(swap(purpose), [customerId, addressId, addressId]);
  return rows;
}

/**
 * Undoes a swap: the addresses are as they were, times included. Where the mark has moved on since, or the address that
 * got it is gone and another has it, somebody else decided: nothing happens.
 *
 * @returns the ids of the addresses that changed.
 */
export async function undoDefaultAddress(
  transaction: Transaction,
  { customerId, addressId, purpose }: DefaultAddressSwap,
  before: readonly ChangedAddress[],
): Promise<string[]> {
  await lockCustomer(transaction, customerId);
  const holder = await transaction("customer_address")
    .where({ customer_id: customerId, [`is_default_${purpose}`]: true, deleted_at: null })
    .first("id");
  const movedOn = holder !== undefined && holder.id !== addressId;
  const returned = holder === undefined && addressId !== null && before.every((address) => !address.is_default);
  if (movedOn || returned || !before.length) {
    return [];
  }
  const { rows } = await transaction.raw<{ rows: { id: string }[] }>(SWAP_BACK(purpose), [JSON.stringify(before)]);
  return rows.map(({ id }) => id);
}

/** `for no key update`: writers of addresses, whose foreign key locks the key only, need not wait. */
async function lockCustomer(transaction: Transaction, customerId: string): Promise<void> {
  await transaction("customer").where({ id: customerId }).forNoKeyUpdate().first("id");
}

import { queryRows, type Transaction } from "../database/transaction";
import { lockCustomer } from "./lock-customer.sql";
import type { AddressPurpose, ChangedAddress, DefaultAddressSwap } from "./set-default-address.sql";

/** Locks the addresses of the undo: those of `setDefaultAddress`, and the one that had the mark before. */
const lockStatement = (purpose: AddressPurpose): string => `
  select id, is_default_${purpose} as is_default from customer_address
  where customer_id = ? and deleted_at is null and (is_default_${purpose} or id = any(?::text[]) or id = ?::text)
  order by id
  for no key update
`;

const TIME_BEFORE = `
  case when customer_address.updated_at = before.written_at then before.updated_at else customer_address.updated_at end
`;

/** Moves the mark back. The time is restored too, unless another writer has written the address since. */
const undoStatement = (purpose: AddressPurpose): string => `
  with before as (
    select *
    from jsonb_to_recordset(?::jsonb)
      as address (id text, is_default boolean, updated_at timestamptz, written_at timestamptz)
  ),
  cleared as (
    update customer_address set is_default_${purpose} = false, updated_at = ${TIME_BEFORE}
    from before where customer_address.id = before.id and not before.is_default and customer_address.deleted_at is null
    returning customer_address.id
  ),
  marked as (
    update customer_address set is_default_${purpose} = true, updated_at = ${TIME_BEFORE}
    from before where customer_address.id = before.id and before.is_default and customer_address.deleted_at is null
      and (select count(*) from cleared) >= 0
    returning customer_address.id
  )
  select id from cleared union all select id from marked
`;

/**
 * Undoes `setDefaultAddress`: marks, and times of addresses that were not written since.
 *
 * Nothing happens if the mark has moved on, or was taken from the address that got it: another caller has decided then. If
 * that address was deleted, the address before gets its mark again.
 *
 * @returns the ids of the addresses that changed.
 */
export async function undoDefaultAddress(
  transaction: Transaction,
  { customerId, addressId, purpose }: DefaultAddressSwap,
  before: readonly ChangedAddress[],
): Promise<string[]> {
  if (!before.length) {
    return [];
  }
  await lockCustomer(transaction, customerId);
  const locked = await queryRows<{ id: string; is_default: boolean }>(transaction, lockStatement(purpose), [
    customerId,
    before.map(({ id }) => id),
    addressId,
  ]);
  const current = locked.find((address) => address.is_default);
  const isUnmarked = !current && locked.some(({ id }) => id === addressId);
  if ((current && current.id !== addressId) || isUnmarked) {
    return [];
  }
  const undone = await queryRows<{ id: string }>(transaction, undoStatement(purpose), [JSON.stringify(before)]);
  return undone.map(({ id }) => id);
}

import { MedusaError } from "@medusajs/framework/utils";
import { queryRows, type Transaction } from "../database/transaction";

/** Locks in id order, as every operation on several customers does. Index: customer_pkey. */
const lock = (strength: "no key update" | "key share"): string => `
  select id, deleted_at is not null as is_deleted from customer where id = any(?::text[]) order by id for ${strength}
`;

/**
 * Locks the customers of new addresses.
 *
 * An earlier deletion of the customer is seen; a later one waits and deletes the new addresses too.
 *
 * @throws MedusaError (not_found), with the message for an unknown customer, when one is deleted.
 */
export async function lockCustomersForAddresses(
  transaction: Transaction,
  addresses: readonly { customer_id?: string; is_default_shipping?: boolean; is_default_billing?: boolean }[],
): Promise<void> {
  const givesMarks = addresses.some((address) => address.is_default_shipping || address.is_default_billing);
  const ids = [...new Set(addresses.flatMap(({ customer_id }) => customer_id ?? []))];
  const customers = await queryRows<{ id: string; is_deleted: boolean }>(
    transaction,
    lock(givesMarks ? "no key update" : "key share"),
    [ids],
  );
  const deleted = customers.find((customer) => customer.is_deleted);
  if (deleted) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      `You tried to set relationship customer_id: ${deleted.id}, but such entity does not exist`,
    );
  }
}

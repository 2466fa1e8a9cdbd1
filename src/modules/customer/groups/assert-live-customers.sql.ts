import { MedusaError } from "@medusajs/framework/utils";
import { queryRows, type Transaction } from "../database/transaction";

/** Locks in id order, as every operation on several customers does; a later deletion waits. Index: customer_pkey. */
const LOCK = "select id from customer where id = any(?::text[]) and deleted_at is null order by id for key share";

/**
 * Locks live customers.
 *
 * @throws MedusaError (not_found), with the message for an unknown customer, when one is deleted or unknown.
 */
export async function assertLiveCustomers(transaction: Transaction, ids: readonly string[]): Promise<void> {
  const live = new Set((await queryRows<{ id: string }>(transaction, LOCK, [[...ids]])).map(({ id }) => id));
  const missing = ids.find((id) => !live.has(id));
  if (missing !== undefined) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      `You tried to set relationship customer_id: ${missing}, but such entity does not exist`,
    );
  }
}

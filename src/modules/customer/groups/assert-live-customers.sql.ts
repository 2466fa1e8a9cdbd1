import { MedusaError } from "@medusajs/framework/utils";
import { queryRows, type Transaction } from "../database/transaction";

/** In id order, as every operation on several customers locks; a deletion that comes later waits. Index: customer_pkey. */
const LOCK = "select id from customer where id = any(?::text[]) and deleted_at is null order by id for key share";

/** @throws MedusaError (not_found), in the words for a customer who never was, when one is deleted or unknown. */
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

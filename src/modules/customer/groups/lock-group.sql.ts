import { MedusaError } from "@medusajs/framework/utils";
import { queryRows, type Transaction } from "../database/transaction";

/**
 * Locks a live group until the transaction ends. Callers that add to it or delete it wait.
 *
 * Index: customer_group_pkey.
 *
 * @throws MedusaError (not_found) when there is no such live group.
 */
export async function lockGroup(transaction: Transaction, groupId: string): Promise<void> {
  const rows = await queryRows(
    transaction,
    "select id from customer_group where id = ? and deleted_at is null for no key update",
    [groupId],
  );
  if (!rows.length) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Customer group with id: ${groupId} was not found`);
  }
}

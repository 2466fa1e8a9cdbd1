import { queryRows, type Transaction } from "../database/transaction";
import type { PasswordCheck } from "./password-check";

/** Ends a check; one of an earlier window counts no more. Index: customer_password_check_pkey. */
const END = `
  update customer_password_check set wrong = wrong + ?::int, checking = checking - 1
  where customer_id = ? and since = ?::timestamptz
`;

/** Index: customer_password_check_pkey. */
const DELETE_EMPTY = `delete from customer_password_check where customer_id = ? and wrong = 0 and checking = 0`;

/** Ends a check: a wrong password counts, a right one does not. An account without wrong passwords keeps no row. */
export async function endPasswordCheck(
  transaction: Transaction,
  { customer_id, since, is_right }: PasswordCheck & { is_right: boolean },
): Promise<void> {
  await queryRows(transaction, END, [is_right ? 0 : 1, customer_id, since]);
  if (is_right) {
    await queryRows(transaction, DELETE_EMPTY, [customer_id]);
  }
}

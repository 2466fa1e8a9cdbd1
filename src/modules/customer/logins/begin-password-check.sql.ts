import { MedusaError } from "@medusajs/framework/utils";
import { queryRows, type Transaction } from "../database/transaction";
import {
  MAX_WRONG_PASSWORDS,
  type PasswordCheck,
  type PasswordCheckWait,
  tooManyPasswordsError,
  WRONG_PASSWORDS_WINDOW_MINUTES,
} from "./password-check";

const WINDOW = `interval '${WRONG_PASSWORDS_WINDOW_MINUTES} minutes'`;

/**
 * Counts a check before the password is looked at, so that many at once get no more tries. No row: there is no room. Index:
 * customer_password_check_pkey.
 */
const BEGIN = `
  insert into customer_password_check as kept (customer_id, wrong, checking, since)
  select id, 0, 1, now() from customer where id = ?
  on conflict (customer_id) do update set
    wrong = case when kept.since <= now() - ${WINDOW} then 0 else kept.wrong end,
    checking = case when kept.since <= now() - ${WINDOW} then 1 else kept.checking + 1 end,
    since = case when kept.since <= now() - ${WINDOW} then now() else kept.since end
  where kept.since <= now() - ${WINDOW} or kept.wrong + kept.checking < ${MAX_WRONG_PASSWORDS}
  returning since::text as since
`;

/** Index: customer_password_check_pkey. */
const FULL = `select wrong, since + ${WINDOW} as until from customer_password_check where customer_id = ?`;

/**
 * Begins a check of a customer's password; `endPasswordCheck` ends it.
 *
 * @returns the check; or until when there is no room for it, unless one that has not ended was right.
 * @throws MedusaError (too_many_requests) after too many wrong ones, (not_found) for an unknown customer.
 */
export async function beginPasswordCheck(
  transaction: Transaction,
  customerId: string,
): Promise<PasswordCheck | PasswordCheckWait> {
  const [begun] = await queryRows<{ since: string }>(transaction, BEGIN, [customerId]);
  if (begun) {
    return { customer_id: customerId, since: begun.since };
  }
  const [full] = await queryRows<{ wrong: number; until: Date }>(transaction, FULL, [customerId]);
  if (!full) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Customer with id "${customerId}" not found`);
  }
  if (full.wrong >= MAX_WRONG_PASSWORDS) {
    throw tooManyPasswordsError(full.until);
  }
  return { until: full.until };
}

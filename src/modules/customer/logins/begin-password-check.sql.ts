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
 * Counts a check before the password is compared, so that concurrent checks get no more tries. No row: the limit is
 * reached.
 *
 * Index: customer_password_check_pkey.
 */
const BEGIN = `
  insert into customer_password_check as stored (customer_id, wrong, checking, since)
  select id, 0, 1, now() from customer where id = ?
  on conflict (customer_id) do update set
    wrong = case when stored.since <= now() - ${WINDOW} then 0 else stored.wrong end,
    checking = case when stored.since <= now() - ${WINDOW} then 1 else stored.checking + 1 end,
    since = case when stored.since <= now() - ${WINDOW} then now() else stored.since end
  where stored.since <= now() - ${WINDOW} or stored.wrong + stored.checking < ${MAX_WRONG_PASSWORDS}
  returning since::text as since
`;

/** Index: customer_password_check_pkey. */
const FULL = `select wrong, since + ${WINDOW} as until from customer_password_check where customer_id = ?`;

/**
 * Begins a check of a customer's password; `endPasswordCheck` ends it.
 *
 * @returns the check; or the time until which the limit is reached, unless a check that has not ended succeeds.
 * @throws MedusaError (too_many_requests) after too many wrong passwords, (not_found) for an unknown customer.
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

import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { notConfirmableError } from "../../../modules/customer/email-changes/email-change";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { isErrorOf } from "../../../shared/errors";
import { acquireLocks, type Locks } from "../../../shared/locks";
import type { RedeemEmailChangeInput } from "./redeem-email-change";
import { releaseEmailChangeLock } from "./unlock-email-change";

const lockEmailChangeStepId = "customers-lock-email-change-step";

/** Seconds. The lock is renewed for a day: a process that still runs a hook may undo the change when the hook fails. */
const EXPIRES_AFTER = 60;
const RENEW_FOR = 86_400;
/** A job tries once more a minute later. */
const WAIT = { token: 5, unfinished_id: 0.1 };

/**
 * Locks the changes of email of a customer until `unlockEmailChangeStep`: one run at a time confirms, resumes or closes one.
 *
 * Writes nothing. Compensation releases the lock; idempotent.
 *
 * @throws MedusaError (not_found), as every failed confirmation; LockedError (conflict) when another run has the lock.
 */
export const lockEmailChangeStep = createStep(
  lockEmailChangeStepId,
  async (input: RedeemEmailChangeInput, { container }) => {
    const locks = await acquireLocks(container, {
      keys: [`customers-email-change-${await findCustomer(container, input)}`],
      ...{ expiresAfter: EXPIRES_AFTER, renewFor: RENEW_FOR },
      wait: "token" in input ? WAIT.token : WAIT.unfinished_id,
      conflict: "Another request is confirming a change of this customer's email. Nothing was done; try again.",
      isNeedless: async () => "token" in input && (await isUsed(container, input)),
    });
    if (!locks) {
      throw notConfirmableError();
    }
    return new StepResponse<Locks, Locks>(locks, locks);
  },
  async (locks, { container }) => {
    await releaseEmailChangeLock(container, locks);
  },
);

async function findCustomer(container: MedusaContainer, input: RedeemEmailChangeInput): Promise<string> {
  const { emailChanges } = resolveCustomerModule(container);
  if ("unfinished_id" in input) {
    return (await emailChanges.retrieve(input.unfinished_id)).customer_id;
  }
  return (await emailChanges.findRedeemable(input)).change.customer_id;
}

/** Whether the run that has the lock has redeemed the token: no other one can. */
async function isUsed(container: MedusaContainer, input: RedeemEmailChangeInput): Promise<boolean> {
  try {
    await findCustomer(container, input);
    return false;
  } catch (error) {
    if (isErrorOf(error, MedusaError.Types.NOT_FOUND)) {
      return true;
    }
    throw error;
  }
}

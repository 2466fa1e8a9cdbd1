import { createStep } from "@medusajs/framework/workflows-sdk";
import { findLogins } from "../find-logins";
import { lastLoginError } from "./plan-login-unlink";

const assertOtherLoginStepId = "customers-assert-other-login-step";

/**
 * Checks after an unlink that the customer has another login.
 *
 * Two concurrent callers may each see two logins and remove a different one. At least one of them then finds no login here,
 * and rolls back.
 */
export const assertOtherLoginStep = createStep(
  assertOtherLoginStepId,
  async ({ customer_id }: { customer_id: string }, { container }) => {
    if (!(await findLogins(container, customer_id)).length) {
      throw lastLoginError();
    }
  },
);

import { createStep } from "@medusajs/framework/workflows-sdk";
import { findLogins } from "../find-logins";
import { lastLoginError } from "./plan-login-unlink";

export const assertOtherLoginStepId = "customers-assert-other-login-step";

/**
 * Looks again once a login is out: of two callers who each saw two logins and took another one, at least one finds none
 * left here, and puts its own back.
 */
export const assertOtherLoginStep = createStep(
  assertOtherLoginStepId,
  async ({ customer_id }: { customer_id: string }, { container }) => {
    if (!(await findLogins(container, customer_id)).length) {
      throw lastLoginError();
    }
  },
);

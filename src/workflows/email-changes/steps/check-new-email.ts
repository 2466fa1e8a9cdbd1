import { MedusaError } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { EmailChangeRequester } from "../../../modules/customer/email-changes/email-change";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { findEmailpassLogin, readPasswordFingerprint } from "../find-emailpass-login";
import { findOtherEmailOwner } from "../find-other-email-owner";

const checkNewEmailStepId = "customers-check-new-email-step";

export type CheckNewEmailInput = { customer_id: string; email: string; requested_by: EmailChangeRequester };

/**
 * Checks whether a customer may have an email. Writes nothing.
 *
 * An admin gets an error that names the owner. For a customer a taken email is no error: the answer is `is_available:
 * false`, the request continues, and no token leaves the store. The fingerprint of the login's password is stored with the
 * request.
 */
export const checkNewEmailStep = createStep(
  checkNewEmailStepId,
  async ({ customer_id, email, requested_by }: CheckNewEmailInput, { container }) => {
    const service = resolveCustomerModule(container);
    const new_email = service.emails.normalize(email);
    const [customer] = await service.listCustomers({ id: customer_id }, { select: ["id", "email"] });
    // as: the contract says text; the column may be empty.
    const old_email = (customer?.email ?? null) as string | null;
    const { login, hasOldLogin } = await findEmailpassLogin(container, { customer_id, old_email, new_email });
    if (login?.is_shared) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        "This account's login also serves another user of the store, whose login would change with it. Give the account " +
          "a login of its own first.",
      );
    }
    if (hasOldLogin) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        "This account has a login at that email and one at its present email, which would still let in the reader of its " +
          "mail. Unlink the login at the present email first.",
      );
    }
    const holder = await findOtherEmailOwner(container, { email: new_email, customer_id });
    if (holder !== undefined && requested_by === "admin") {
      throw new MedusaError(
        MedusaError.Types.DUPLICATE_ERROR,
        `The field "email" is the email of ${holder} already. Give another one, or change or remove that one first.`,
      );
    }
    const password_fingerprint = await readPasswordFingerprint(container, login);
    return new StepResponse({ is_available: holder === undefined, password_fingerprint });
  },
);

import type { ConfirmAuthVerificationDTO } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { verificationWriter } from "../../../medusa/auth-verifications";
import { readEmailEntityType } from "../../logins/email-proof";

export const confirmVerificationStepId = "customers-confirm-verification-step";

/**
 * Confirms a verification with its code, through the Auth module, and finds the customer of its login.
 *
 * Compensation resets the confirmation, so that the code can be used again until it expires; the Auth module sets
 * `updated_at` itself.
 */
export const confirmVerificationStep = createStep(
  confirmVerificationStepId,
  async (input: ConfirmAuthVerificationDTO, { container }) => {
    const auth = container.resolve(Modules.AUTH);
    const { id, auth_identity_id, entity_id, entity_type, code_provider, verified_at } =
      await auth.confirmAuthVerification(input);
    const [identity] = await auth.listAuthIdentities({ id: [auth_identity_id] });
    const owner = entity_type === readEmailEntityType(container) ? identity?.app_metadata?.customer_id : undefined;
    const verification = { entity_id, entity_type, code_provider, verified_at };
    const customerId = typeof owner === "string" ? owner : null;
    return new StepResponse({ verification, customerId }, { id });
  },
  async (confirmed, { container }) => {
    if (confirmed?.id) {
      const writer = verificationWriter(container.resolve(Modules.AUTH));
      await writer.updateAuthVerifications([{ id: confirmed.id, verified_at: null }]);
    }
  },
);

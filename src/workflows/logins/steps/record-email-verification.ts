import type { AuthVerificationDTO, IAuthModuleService } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { verificationWriter } from "../../../medusa/auth-verifications";
import { readEmailEntityType } from "../email-proof";

const recordEmailVerificationStepId = "customers-record-email-verification-step";

export type RecordEmailVerificationInput = { auth_identity_id: string | null; email: string };

/** Medusa's own code provider, which every store has. */
const CODE_PROVIDER = "token";

/**
 * Records in Medusa's verification that the login's new email is verified.
 *
 * A store that demands verified logins (`authVerificationsPerActor`) would otherwise lock the customer out. For an account
 * without a password another login gets the record, for claims and checkout to find. An account without any login has none.
 *
 * Compensation deletes or resets the record.
 */
export const recordEmailVerificationStep = createStep(
  recordEmailVerificationStepId,
  async ({ auth_identity_id, email }: RecordEmailVerificationInput, { container }) => {
    if (auth_identity_id === null) {
      return new StepResponse(undefined);
    }
    const auth = container.resolve(Modules.AUTH);
    const subject = { auth_identity_id, entity_id: email, entity_type: readEmailEntityType(container) };
    const [before] = await auth.listAuthVerifications(subject);
    if (before?.verified_at) {
      return new StepResponse(undefined);
    }
    const { id, code } = await auth.requestAuthVerification({ ...subject, code_provider: CODE_PROVIDER });
    const recorded = { id: String(id), before: before ?? null };
    try {
      await auth.confirmAuthVerification({ auth_identity_id, code: String(code), code_provider: CODE_PROVIDER });
    } catch (error) {
      // Medusa does not compensate a step that fails: it undoes its own changes.
      await revertVerification(auth, recorded);
      throw error;
    }
    return new StepResponse(undefined, recorded);
  },
  async (recorded, { container }) => {
    if (recorded) {
      await revertVerification(container.resolve(Modules.AUTH), recorded);
    }
  },
);

async function revertVerification(
  auth: IAuthModuleService,
  { id, before }: { id: string; before: AuthVerificationDTO | null },
): Promise<void> {
  const writer = verificationWriter(auth);
  if (!before) {
    return await writer.deleteAuthVerifications([id]);
  }
  const { verified_at = null, requested_at, code_provider, provider_metadata = null } = before;
  await writer.updateAuthVerifications([{ id, verified_at, requested_at, code_provider, provider_metadata }]);
}

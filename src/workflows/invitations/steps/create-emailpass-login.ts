import type { AuthIdentityDTO, MedusaContainer } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { notAcceptable } from "../../../modules/customer/invitations/invitation";
import { logNotReverted } from "../../../shared/log-not-reverted";
import { findCustomersWithLogins } from "../../logins/find-customers-with-logins";
import { EMAILPASS } from "../../logins/find-logins";

const createEmailpassLoginStepId = "customers-create-emailpass-login-step";

export type CreateEmailpassLoginInput = { customer_id: string; email: string; password: string };

/**
 * Creates the first login of a customer.
 *
 * The provider hashes the password, and the identity names the customer. When two requests use one email, the unique
 * index on logins decides.
 *
 * Compensation deletes the identity, unless another customer has it by then. Idempotent.
 *
 * @throws MedusaError (not_found), as every acceptance that fails, when customer or email have a login already.
 */
export const createEmailpassLoginStep = createStep(
  createEmailpassLoginStepId,
  async ({ customer_id, email, password }: CreateEmailpassLoginInput, { container }) => {
    const auth = container.resolve(Modules.AUTH);
    if ((await hasLogin(container, email)) || (await findCustomersWithLogins(container, [customer_id])).size) {
      throw notAcceptable();
    }
    const { id } = await register(container, email, password);
    try {
      await auth.updateAuthIdentities({ id, app_metadata: { customer_id } });
    } catch (error) {
      // Medusa does not compensate a step that fails.
      await auth.deleteAuthIdentities([id]);
      throw error;
    }
    return new StepResponse({ auth_identity_id: id }, { id, customer_id });
  },
  async (created, { container }) => {
    if (!created) {
      return;
    }
    const auth = container.resolve(Modules.AUTH);
    const [identity] = await auth.listAuthIdentities({ id: [created.id] });
    if (identity?.app_metadata?.customer_id === created.customer_id) {
      await auth.deleteAuthIdentities([created.id]);
    } else if (identity) {
      logNotReverted(container, "logins", [created.id]);
    }
  },
);

async function register(container: MedusaContainer, email: string, password: string): Promise<AuthIdentityDTO> {
  const request = { url: "", headers: {}, query: {}, protocol: "", body: { email, password } };
  const { success, authIdentity } = await container.resolve(Modules.AUTH).register(EMAILPASS, request);
  if (success && authIdentity) {
    return authIdentity;
  }
  if (await hasLogin(container, email)) {
    throw notAcceptable();
  }
  // The provider's own message may hold the email.
  throw new MedusaError(
    MedusaError.Types.UNEXPECTED_STATE,
    `The auth provider "${EMAILPASS}" made no login. See that it is among the providers of the Auth module.`,
  );
}

async function hasLogin(container: MedusaContainer, email: string): Promise<boolean> {
  const found = await container
    .resolve(Modules.AUTH)
    .listProviderIdentities({ provider: EMAILPASS, entity_id: email }, { select: ["id"] });
  return found.length > 0;
}

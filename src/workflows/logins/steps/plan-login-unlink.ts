import type { AuthIdentityDTO } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { notFoundError } from "../../../shared/errors";
import { findLogins, type Login } from "../find-logins";
import { retrieveIdentity } from "./check-login-link";

const planLoginUnlinkStepId = "customers-plan-login-unlink-step";

export type LoginUnlink = { customer_id: string; login_id: string };

/** The plan of an unlink: identities that lose the customer, and what is deleted after that. */
export type LoginUnlinkPlan = {
  detach: Pick<AuthIdentityDTO, "id" | "app_metadata">[];
  delete_identities: string[];
  delete_provider_identities: string[];
};

/**
 * Plans how a login is unlinked. Writes nothing.
 *
 * An identity that only the customer has is deleted. One that also serves another actor loses the customer. Of one with
 * several logins only this login is deleted.
 *
 * @throws MedusaError (not_found) for a login that is not this customer's, (not_allowed) for the last one.
 */
export const planLoginUnlinkStep = createStep(
  planLoginUnlinkStepId,
  async ({ customer_id, login_id }: LoginUnlink, { container }) => {
    const logins = await findLogins(container, customer_id);
    const login = logins.find(({ id }) => id === login_id);
    if (!login) {
      throw notFoundError("Login", login_id);
    }
    if (logins.length === 1) {
      throw lastLoginError();
    }
    const siblings = logins.filter(({ auth_identity_id }) => auth_identity_id === login.auth_identity_id);
    if (siblings.length > 1) {
      return new StepResponse(planForOneOfSeveral(login));
    }
    const { id, app_metadata } = await retrieveIdentity(container, login.auth_identity_id);
    const plan: LoginUnlinkPlan = {
      detach: [{ id, app_metadata }],
      delete_identities: login.is_shared ? [] : [id],
      delete_provider_identities: [],
    };
    return new StepResponse(plan);
  },
);

export function lastLoginError(): MedusaError {
  return new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    "An account keeps at least one login. Link another one before this one goes.",
  );
}

function planForOneOfSeveral(login: Login): LoginUnlinkPlan {
  if (login.is_shared) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      `Login ${login.id} also serves another user of the store, together with other logins of the same identity. Give ` +
        "the customer an identity of their own first.",
    );
  }
  return { detach: [], delete_identities: [], delete_provider_identities: [login.id] };
}

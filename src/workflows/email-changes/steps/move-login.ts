import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { type EmailChange, notConfirmableError } from "../../../modules/customer/email-changes/email-change";
import { isErrorOf } from "../../../shared/errors";
import { logNotReverted } from "../../../shared/log-not-reverted";
import { findLogins } from "../../logins/find-logins";
import { lockLogins, unlockLogins } from "../../logins/lock-logins";
import { findEmailpassLogin, readPasswordFingerprint } from "../find-emailpass-login";
import { findOtherEmailOwner } from "../find-other-email-owner";

export const moveLoginStepId = "customers-move-login-step";

export type MoveLoginInput = {
  change: Pick<EmailChange, "customer_id" | "old_email" | "new_email" | "requested_by">;
  /** Of the password that the login had at the request. */
  password_fingerprint: string | null;
};

/** The login that was renamed, and what was called what. */
type MovedLogin = { id: string; from: string; to: string };

/**
 * The identity that holds the proof of the new address: that of the login which is called by it now, else the customer's
 * oldest; and what a rollback needs.
 */
type Outcome = StepResponse<{ auth_identity_id: string | null }, { moved: MovedLogin | null }>;

/**
 * Looks once more whether the address is free, and gives the customer's emailpass login its new name. An account
 * without such a login keeps what it has. When two come to one address at once, the unique index on logins decides.
 *
 * Compensation gives the login its old name back, unless somebody else has renamed it since. It may run twice.
 *
 * @throws MedusaError (not_found) as every confirmation that fails.
 */
export const moveLoginStep = createStep(
  moveLoginStepId,
  async (input: MoveLoginInput, { container }): Promise<Outcome> => {
    // The Auth module has no write on a condition: what is read here must be so when it is written.
    const locked = await lockLogins(container, { customer_ids: [input.change.customer_id] });
    try {
      return await moveLogin(container, input);
    } finally {
      await unlockLogins(container, locked);
    }
  },
  async (kept, { container }) => {
    if (!kept?.moved) {
      return;
    }
    const { id, from, to } = kept.moved;
    const auth = container.resolve(Modules.AUTH);
    const [login] = await auth.listProviderIdentities({ id: [id] });
    if (login?.entity_id === to) {
      await auth.updateProviderIdentities({ id, entity_id: from });
    } else if (login?.entity_id !== from) {
      logNotReverted(container, "logins", [id]);
    }
  },
);

async function moveLogin(
  container: MedusaContainer,
  { change, password_fingerprint }: MoveLoginInput,
): Promise<Outcome> {
  const { customer_id, new_email, requested_by } = change;
  if (await findOtherEmailOwner(container, { email: new_email, customer_id })) {
    throw notConfirmableError();
  }
  const { login, hasOldLogin: keepsOld } = await findEmailpassLogin(container, change);
  // Nobody may come to a dashboard user's login by way of a customer.
  if (login?.is_shared || keepsOld) {
    throw notConfirmableError();
  }
  // With another password the login may have another owner, and who asked may be whom it was to shut out.
  if (requested_by === "customer" && (await readPasswordFingerprint(container, login)) !== password_fingerprint) {
    throw notConfirmableError();
  }
  const auth_identity_id = login?.auth_identity_id ?? (await oldestIdentityOf(container, customer_id));
  if (!login || login.entity_id === new_email) {
    return new StepResponse({ auth_identity_id }, { moved: null });
  }
  const moved = { id: login.id, from: login.entity_id, to: new_email };
  await rename(container, { id: moved.id, entity_id: new_email });
  return new StepResponse({ auth_identity_id }, { moved });
}

/** One that is the customer's alone, if there is any: what it proves is nobody else's then. */
async function oldestIdentityOf(container: MedusaContainer, customerId: string): Promise<string | null> {
  const logins = await findLogins(container, customerId);
  return (logins.find(({ is_shared }) => !is_shared) ?? logins.at(0))?.auth_identity_id ?? null;
}

async function rename(container: MedusaContainer, login: { id: string; entity_id: string }): Promise<void> {
  try {
    await container.resolve(Modules.AUTH).updateProviderIdentities(login);
  } catch (error) {
    throw isErrorOf(error, MedusaError.Types.INVALID_DATA) ? notConfirmableError() : error;
  }
}

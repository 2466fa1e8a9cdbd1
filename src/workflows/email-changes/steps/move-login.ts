import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { isAuthConflict } from "../../../medusa/auth-conflicts";
import { notConfirmableError } from "../../../modules/customer/email-changes/email-change";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { logNotReverted } from "../../../shared/log-not-reverted";
import { throughLostConnection } from "../../../shared/through-lost-connection";
import { findLogins } from "../../logins/find-logins";
import { lockLogins, unlockLogins } from "../../logins/lock-logins";
import { assertConfirmable, type ConfirmationInput } from "../assert-confirmable";

const moveLoginStepId = "customers-move-login-step";

export type MoveLoginInput = ConfirmationInput;

/** The renamed login, with its old and new name. */
type MovedLogin = { id: string; from: string; to: string; change_id: string };

/**
 * The identity that proves the new email: the one of the login with that name, else the customer's oldest; and the data of
 * a rollback.
 */
type Outcome = StepResponse<{ auth_identity_id: string | null }, { moved: MovedLogin | null }>;

/**
 * Checks again that the change is confirmable, and renames the customer's emailpass login.
 *
 * An account without such a login keeps its logins. If two customers take one email at the same time, the unique index on
 * logins decides. A resumed confirmation is refused when the customer has another email by then.
 *
 * Compensation restores the login's old name, unless another caller has renamed it since or completed the change.
 * Idempotent.
 *
 * @throws MedusaError (not_found), as for every failed confirmation.
 */
export const moveLoginStep = createStep(
  moveLoginStepId,
  async (input: MoveLoginInput, { container }): Promise<Outcome> => {
    // The Auth module has no conditional write: the lock keeps what is read here until it is written.
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
    const { moved } = kept;
    await throughLostConnection(() => renameBack(container, moved));
  },
);

async function renameBack(container: MedusaContainer, { id, from, to, change_id }: MovedLogin): Promise<void> {
  const auth = container.resolve(Modules.AUTH);
  if (await resolveCustomerModule(container).unfinishedEmailChanges.isComplete(change_id)) {
    return logNotReverted(container, "logins", [id]);
  }
  const [login] = await auth.listProviderIdentities({ id: [id] });
  if (login?.entity_id === to) {
    await auth.updateProviderIdentities({ id, entity_id: from });
  } else if (login?.entity_id !== from) {
    logNotReverted(container, "logins", [id]);
  }
}

async function moveLogin(container: MedusaContainer, input: MoveLoginInput): Promise<Outcome> {
  const { id: change_id, customer_id, new_email } = input.change;
  if (input.is_resumed) {
    await resolveCustomerModule(container).unfinishedEmailChanges.retrieve(change_id);
  }
  const login = await assertConfirmable(container, input);
  const auth_identity_id = login?.auth_identity_id ?? (await oldestIdentityOf(container, customer_id));
  if (!login || login.entity_id === new_email) {
    return new StepResponse({ auth_identity_id }, { moved: null });
  }
  const moved = { id: login.id, from: login.entity_id, to: new_email, change_id };
  await rename(container, { id: moved.id, entity_id: new_email });
  return new StepResponse({ auth_identity_id }, { moved });
}

/** Finds the oldest identity, preferably one that only the customer has, so that it proves nothing for another actor. */
async function oldestIdentityOf(container: MedusaContainer, customerId: string): Promise<string | null> {
  const logins = await findLogins(container, customerId);
  return (logins.find(({ is_shared }) => !is_shared) ?? logins.at(0))?.auth_identity_id ?? null;
}

async function rename(container: MedusaContainer, login: { id: string; entity_id: string }): Promise<void> {
  try {
    await container.resolve(Modules.AUTH).updateProviderIdentities(login);
  } catch (error) {
    throw isAuthConflict(error) ? notConfirmableError() : error;
  }
}

import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { EmailChangeClosing } from "../../../modules/customer/email-changes/unfinished-email-change-service";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { isErrorOf } from "../../../shared/errors";
import { lockLogins, unlockLogins } from "../../logins/lock-logins";
import { findEmailpassLogin } from "../find-emailpass-login";

const closeEmailChangeStepId = "customers-close-email-change-step";

export type CloseEmailChangeInput = { id: string };

/** How the change is closed; `completed`: the login has the new email, so the customer keeps it. */
export type EmailChangeOutcome = EmailChangeClosing | "completed";

/** The login that has the new email, for its verification; none where the change is not completed. */
type Closed = { outcome: EmailChangeOutcome | null; auth_identity_id: string | null; email: string };

/**
 * Closes a confirmed change that cannot be resumed, so that customer and login have one email.
 *
 * Where the login has the new email already, the workflow completes the change, and this step writes nothing. Else the
 * customer gets the old email back, unless it has another owner by now.
 *
 * Compensation: none. The state before is the broken one.
 *
 * @returns null for a change that another process has completed or closed.
 */
export const closeEmailChangeStep = createStep(
  closeEmailChangeStepId,
  async ({ id }: CloseEmailChangeInput, { container }) => {
    const { customer_id } = await resolveCustomerModule(container).emailChanges.retrieve(id);
    // No other caller renames the login between the look and the write.
    const locked = await lockLogins(container, { customer_ids: [customer_id] });
    try {
      return new StepResponse({ customer_id, ...(await close(container, id)) });
    } finally {
      await unlockLogins(container, locked);
    }
  },
);

async function close(container: MedusaContainer, id: string): Promise<Closed> {
  const renamed = await findRenamedLogin(container, id);
  if (renamed) {
    return { outcome: "completed", ...renamed };
  }
  const closed = await resolveCustomerModule(container).unfinishedEmailChanges.close(id);
  return { outcome: closed?.closing ?? null, auth_identity_id: null, email: "" };
}

/** Finds the login if it has the new email, and the customer too: the process died after it renamed the login. */
async function findRenamedLogin(
  container: MedusaContainer,
  id: string,
): Promise<Pick<Closed, "auth_identity_id" | "email"> | null> {
  try {
    const { change } = await resolveCustomerModule(container).unfinishedEmailChanges.retrieve(id);
    const { login, hasOldLogin } = await findEmailpassLogin(container, change);
    const email = change.new_email;
    return login?.entity_id === email && !hasOldLogin ? { auth_identity_id: login.auth_identity_id, email } : null;
  } catch (error) {
    if (isErrorOf(error, MedusaError.Types.NOT_FOUND)) {
      return null;
    }
    throw error;
  }
}

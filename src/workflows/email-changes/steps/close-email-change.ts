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

/** How the change was closed; `completed`: the login has the new email, so the customer keeps it. */
export type EmailChangeOutcome = EmailChangeClosing | "completed";

/**
 * Closes a confirmed change that cannot be resumed, so that customer and login have one email.
 *
 * Where the login has the new email already, the change is complete. Else the customer gets the old email back, unless it
 * has another owner by now.
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
      return new StepResponse({ customer_id, outcome: await close(container, id) });
    } finally {
      await unlockLogins(container, locked);
    }
  },
);

async function close(container: MedusaContainer, id: string): Promise<EmailChangeOutcome | null> {
  const { unfinishedEmailChanges } = resolveCustomerModule(container);
  if (await hasLoginAtNewEmail(container, id)) {
    return (await unfinishedEmailChanges.complete(id)) && "completed";
  }
  return (await unfinishedEmailChanges.close(id))?.closing ?? null;
}

/** Whether the customer has the new email, and the login too: the process died after it renamed the login. */
async function hasLoginAtNewEmail(container: MedusaContainer, id: string): Promise<boolean> {
  try {
    const { change } = await resolveCustomerModule(container).unfinishedEmailChanges.retrieve(id);
    const { login, hasOldLogin } = await findEmailpassLogin(container, change);
    return login?.entity_id === change.new_email && !hasOldLogin;
  } catch (error) {
    if (isErrorOf(error, MedusaError.Types.NOT_FOUND)) {
      return false;
    }
    throw error;
  }
}

import { Modules } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import { resolveCustomerModule } from "../../../shared/customer-module";
import { hasVerifiedEmail, isSameEmail } from "../../logins/email-proof";

const findResetProofStepId = "customers-find-reset-proof-step";

/** The login whose password was reset. */
export type ResetLogin = { auth_identity_id: string; entity_id: string };

/**
 * Decides whether a password reset proves a customer's email. Writes nothing.
 *
 * The token was mailed to the name of the login, which has to be the email that the customer has now.
 *
 * @returns the customer's id; null when it proves no email of a customer, or one that is recorded already.
 */
export const findResetProofStep = createStep(
  findResetProofStepId,
  async ({ auth_identity_id, entity_id }: ResetLogin, { container }) => {
    const auth = container.resolve(Modules.AUTH);
    const service = resolveCustomerModule(container);
    const [identity] = await auth.listAuthIdentities({ id: [auth_identity_id] });
    const id: unknown = identity?.app_metadata?.customer_id;
    const select: ("id" | "email")[] = ["id", "email"];
    const [customer] = typeof id === "string" ? await service.listCustomers({ id, has_account: true }, { select }) : [];
    if (!customer?.email || !isSameEmail(service, entity_id, customer.email)) {
      return new StepResponse({ customer_id: null });
    }
    const isRecorded = await hasVerifiedEmail(container, auth_identity_id, customer.email);
    return new StepResponse({ customer_id: isRecorded ? null : customer.id });
  },
);

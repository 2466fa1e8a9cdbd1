import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { Logger } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils";
import { proveByResetWorkflow } from "../../../../../workflows/claims/workflows/prove-by-reset";
import { isCustomerLogin } from "../../../../utils/customer-login";

/**
 * Core's route with its body and answer. The token was mailed to the email that names the login: a customer who redeems it
 * has proven that email.
 */
export async function POST(req: AuthenticatedMedusaRequest<object>, res: MedusaResponse): Promise<void> {
  // Core's middleware has redeemed the token and put the login's name there.
  const entity_id = req.auth_context.actor_id;
  const auth = req.scope.resolve(Modules.AUTH);
  const data = { ...req.body, entity_id };
  const { authIdentity, success, error } = await auth.updateProvider(req.params.auth_provider, data);
  if (!success || !authIdentity) {
    throw new MedusaError(MedusaError.Types.UNAUTHORIZED, error || "Unauthorized");
  }
  if (isCustomerLogin(req)) {
    await prove(req, { auth_identity_id: authIdentity.id, entity_id });
  }
  res.status(200).json({ success: true });
}

/** Records the email as verified. A failure is only logged: the password is set already, and the token is used. */
async function prove(
  { scope }: AuthenticatedMedusaRequest<object>,
  login: { auth_identity_id: string; entity_id: string },
): Promise<void> {
  const { errors } = await proveByResetWorkflow(scope).run({ input: login, throwOnError: false });
  if (errors.length) {
    const logger: Logger = scope.resolve(ContainerRegistrationKeys.LOGGER);
    logger.error(
      `The password of login ${login.auth_identity_id} was reset, but its email was not recorded as verified.`,
    );
  }
}

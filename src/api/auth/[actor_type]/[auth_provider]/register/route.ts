import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { isPresent, MedusaError, Modules } from "@medusajs/framework/utils";
import { coreLogIn, coreRegister } from "../../../../../medusa/auth-routes";
import { lookUpLogin, type NamedLogin } from "../../../../../workflows/logins/look-up-login";
import { emailOfLogin, isUnauthorized, setEmail } from "../../../../utils/customer-login";

/** Core's route; the login of a customer is named by the email in the store's spelling, and each email has one login. */
export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const email = emailOfLogin(req);
  const { stored, login } =
    email === undefined ? { stored: undefined, login: null } : await lookUpLogin(req.scope, email);
  if (login && login.name !== stored) {
    await resume(req, res, login);
    return;
  }
  if (stored !== undefined) {
    setEmail(req, stored);
  }
  await coreRegister(req, res);
}

/**
 * As core's registration with the name of a login that is there: who knows its password goes on with a registration that
 * was never finished. Core's registration would make a second login, should this one be renamed at this moment.
 */
async function resume(req: AuthenticatedMedusaRequest, res: MedusaResponse, login: NamedLogin): Promise<void> {
  const [identity] = await req.scope.resolve(Modules.AUTH).listAuthIdentities({ id: [login.auth_identity_id] });
  if (isPresent(identity?.app_metadata)) {
    throw exists();
  }
  setEmail(req, login.name);
  try {
    await coreLogIn(req, res);
  } catch (error) {
    throw isUnauthorized(error) ? exists() : error;
  }
}

/** The error of core's provider. */
function exists(): MedusaError {
  return new MedusaError(MedusaError.Types.UNAUTHORIZED, "Identity with email already exists");
}

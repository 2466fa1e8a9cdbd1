import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { EMAILPASS, findLogins, type Login } from "../workflows/login/find-logins";

/**
 * That the account's owner is at the other end, and not somebody who found an open browser or a token: by the password,
 * wherever the account has one. When somebody logged in says nothing here, since Medusa gives any valid token a new time
 * when asked (`POST /auth/token/refresh`).
 *
 * @returns whether the password has proven it; false for an account without one.
 * @throws MedusaError (unauthorized) that says what to send.
 */
export async function assertOwner(req: AuthenticatedMedusaRequest, password: string | undefined): Promise<boolean> {
  const logins = await findLogins(req.scope, req.auth_context.actor_id);
  const withPassword = logins.filter(({ provider }) => provider === EMAILPASS);
  if (password === undefined && !withPassword.length) {
    return false;
  }
  if (password === undefined) {
    refuse('The field "password" is required: give the password of the account.');
  }
  await assertPassword(req, { logins: withPassword, password });
  return true;
}

async function assertPassword(
  req: AuthenticatedMedusaRequest,
  { logins, password }: { logins: Login[]; password: string },
): Promise<void> {
  const auth = req.scope.resolve(Modules.AUTH);
  for (const { entity_id, auth_identity_id } of logins) {
    const { success, authIdentity } = await auth.authenticate(EMAILPASS, { body: { email: entity_id, password } });
    if (success && authIdentity?.id === auth_identity_id) {
      return;
    }
  }
  refuse('The field "password" is not the password of the account.');
}

function refuse(message: string): never {
  throw new MedusaError(MedusaError.Types.UNAUTHORIZED, message);
}

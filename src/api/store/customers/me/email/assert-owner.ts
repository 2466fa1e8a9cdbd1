import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { resolveCustomerModule } from "../../../../../workflows/customer-module";
import { EMAILPASS, findLogins, type Login } from "../../../../../workflows/login/find-logins";

/** How long a login counts as fresh, in seconds. */
const FRESH_SECONDS = 10 * 60;

/**
 * That the account's owner is at the other end, and not somebody who found an open browser: by the password, or, for an
 * account without one, by a login of the last ten minutes.
 *
 * @throws MedusaError (unauthorized) that says what to send.
 */
export async function assertOwner(req: AuthenticatedMedusaRequest, password: string | undefined): Promise<void> {
  const logins = await findLogins(req.scope, req.auth_context.actor_id);
  const withPassword = logins.filter(({ provider }) => provider === EMAILPASS);
  if (password !== undefined) {
    await assertPassword(req, { logins: withPassword, password });
    return;
  }
  const { email_change_fresh_login } = resolveCustomerModule(req.scope).accountSettings();
  if (withPassword.length && email_change_fresh_login === "without_password") {
    refuse('The field "password" is required: give the password of the account.');
  }
  if (!isFresh(req.auth_context)) {
    refuse("The login is older than ten minutes. Log in again, and then change the email.");
  }
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

/** The time at which the token was signed, in seconds (RFC 7519, 4.1.6); a session keeps that of its token. */
function isFresh(context: object): boolean {
  const issuedAt = "iat" in context ? context.iat : undefined;
  return typeof issuedAt === "number" && Date.now() / 1_000 - issuedAt <= FRESH_SECONDS;
}

function refuse(message: string): never {
  throw new MedusaError(MedusaError.Types.UNAUTHORIZED, message);
}

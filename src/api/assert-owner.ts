import { setTimeout as delay } from "node:timers/promises";
import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { type PasswordCheck, tooManyPasswords } from "../modules/customer/domain/password-check";
import type CustomerModuleService from "../modules/customer/service";
import { resolveCustomerModule } from "../workflows/customer-module";
import { EMAILPASS, findLogins, type Login } from "../workflows/login/find-logins";

/** How long a check waits for room, and how often it looks, in milliseconds. */
const PATIENCE = 10_000;
const PAUSE = 100;

/**
 * That the account's owner is at the other end, and not somebody who found an open browser or a token: by the password,
 * wherever the account has one. When somebody logged in says nothing here, since Medusa gives any valid token a new time
 * when asked (`POST /auth/token/refresh`).
 *
 * @returns whether the password has proven it; false for an account without one.
 * @throws MedusaError (unauthorized) that says what to send; (too_many_requests) after too many wrong passwords.
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
  const is_right = logins.length > 0 && (await isPassword(req, { logins, password }));
  if (!is_right) {
    refuse('The field "password" is not the password of the account.');
  }
}

/** The check counts before it is made, on every server: many guesses at once are no more than one after the other. */
async function isPassword(
  req: AuthenticatedMedusaRequest,
  guess: { logins: Login[]; password: string },
): Promise<boolean> {
  const service = resolveCustomerModule(req.scope);
  const check = await beginCheck(service, req.auth_context.actor_id);
  let is_right = false;
  try {
    is_right = await matches(req, guess);
  } finally {
    await service.endPasswordCheck({ ...check, is_right });
  }
  return is_right;
}

/** Waits for checks that have not ended while there would be room if they were right. */
async function beginCheck(service: CustomerModuleService, customerId: string): Promise<PasswordCheck> {
  for (const deadline = Date.now() + PATIENCE; ; await delay(PAUSE * (0.5 + Math.random()))) {
    const check = await service.beginPasswordCheck(customerId);
    if ("since" in check) {
      return check;
    }
    if (Date.now() > deadline) {
      throw tooManyPasswords(check.until);
    }
  }
}

async function matches(
  req: AuthenticatedMedusaRequest,
  { logins, password }: { logins: Login[]; password: string },
): Promise<boolean> {
  const auth = req.scope.resolve(Modules.AUTH);
  for (const { entity_id, auth_identity_id } of logins) {
    const { success, authIdentity } = await auth.authenticate(EMAILPASS, { body: { email: entity_id, password } });
    if (success && authIdentity?.id === auth_identity_id) {
      return true;
    }
  }
  return false;
}

function refuse(message: string): never {
  throw new MedusaError(MedusaError.Types.UNAUTHORIZED, message);
}

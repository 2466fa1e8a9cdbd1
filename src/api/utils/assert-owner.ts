import { setTimeout as delay } from "node:timers/promises";
import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { type PasswordCheck, tooManyPasswordsError } from "../../modules/customer/logins/password-check";
import type CustomerModuleService from "../../modules/customer/service";
import { resolveCustomerModule } from "../../shared/customer-module";
import { EMAILPASS, findLogins, type Login } from "../../workflows/logins/find-logins";

/** How long a check waits for a free slot, and the first and the longest pause between two attempts, in milliseconds. */
const PATIENCE = 10_000;
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 1_000;

/** The most checks of one account that wait on this server: each of them polls the database. */
const WAITING_PER_ACCOUNT = 10;
const waiting = new Map<string, number>();

/**
 * Asserts by the account's password that the request comes from the owner and not from a person with a stolen token. The
 * age of the token proves nothing: Medusa renews any valid token (`POST /auth/token/refresh`).
 *
 * @returns true after a right password; false for an account without a password.
 * @throws MedusaError (unauthorized) that says what to send; (too_many_requests) after too many wrong passwords.
 */
export async function assertOwner(req: AuthenticatedMedusaRequest, password: string | undefined): Promise<boolean> {
  if (password !== undefined) {
    if (!(await isPassword(req, password))) {
      reject('The field "password" is not the password of the account.');
    }
    return true;
  }
  if ((await loginsWithPassword(req)).length) {
    reject('The field "password" is required: give the password of the account.');
  }
  return false;
}

/** Reads by `app_metadata`, for which the Auth module has no index. */
async function loginsWithPassword({ scope, auth_context }: AuthenticatedMedusaRequest): Promise<Login[]> {
  return (await findLogins(scope, auth_context.actor_id)).filter(({ provider }) => provider === EMAILPASS);
}

/**
 * Counts the check before the password is compared, for all servers: concurrent guesses get no more attempts than
 * sequential ones.
 */
async function isPassword(req: AuthenticatedMedusaRequest, password: string): Promise<boolean> {
  const service = resolveCustomerModule(req.scope);
  const check = await beginCheck(service, req.auth_context.actor_id);
  let is_right = false;
  try {
    is_right = await matches(req, password);
  } finally {
    await service.logins.endPasswordCheck({ ...check, is_right });
  }
  return is_right;
}

/** Waits while running checks could still free a slot by a right password, unless too many others wait already. */
async function beginCheck(service: CustomerModuleService, customerId: string): Promise<PasswordCheck> {
  const check = await service.logins.beginPasswordCheck(customerId);
  if ("since" in check) {
    return check;
  }
  const others = waiting.get(customerId) ?? 0;
  if (others >= WAITING_PER_ACCOUNT) {
    throw tooManyPasswordsError(check.until);
  }
  waiting.set(customerId, others + 1);
  try {
    return await waitForCheck(service, customerId);
  } finally {
    const remaining = (waiting.get(customerId) ?? 1) - 1;
    if (remaining) {
      waiting.set(customerId, remaining);
    } else {
      waiting.delete(customerId);
    }
  }
}

async function waitForCheck(service: CustomerModuleService, customerId: string): Promise<PasswordCheck> {
  const deadline = Date.now() + PATIENCE;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    await delay(pause * (0.5 + Math.random()));
    const check = await service.logins.beginPasswordCheck(customerId);
    if ("since" in check) {
      return check;
    }
    if (Date.now() > deadline) {
      throw tooManyPasswordsError(check.until);
    }
  }
}

async function matches(req: AuthenticatedMedusaRequest, password: string): Promise<boolean> {
  const auth = req.scope.resolve(Modules.AUTH);
  for (const { entity_id, auth_identity_id } of await loginsWithPassword(req)) {
    const { success, authIdentity } = await auth.authenticate(EMAILPASS, { body: { email: entity_id, password } });
    if (success && authIdentity?.id === auth_identity_id) {
      return true;
    }
  }
  return false;
}

function reject(message: string): never {
  throw new MedusaError(MedusaError.Types.UNAUTHORIZED, message);
}

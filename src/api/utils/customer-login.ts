import type { MedusaRequest } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import { isErrorOf } from "../../shared/errors";
import { EMAILPASS } from "../../workflows/logins/find-logins";
import { lookUpLogin } from "../../workflows/logins/look-up-login";

/** The command and a change of email may each rename a login between the lookup and its use. */
const ATTEMPTS = 3;

/** Whether core's auth route is called for a customer's login by email and password. */
export function isCustomerLogin({ params }: Pick<MedusaRequest, "params">): boolean {
  return params.actor_type === "customer" && params.auth_provider === EMAILPASS;
}

/** Returns the email of such a call. Returns undefined for other calls and for values that are not text: core answers those. */
export function emailOfLogin({ params, body }: MedusaRequest): string | undefined {
  const email: unknown = typeof body === "object" && body !== null && "email" in body ? body.email : undefined;
  return isCustomerLogin({ params }) && typeof email === "string" ? email : undefined;
}

export function setEmail(req: MedusaRequest, email: string): void {
  req.body = Object.assign({}, req.body, { email });
}

/** Runs core's login with the stored name of the login. Retries when the login was renamed meanwhile. */
export async function withLoginName(req: MedusaRequest, email: string, logIn: () => Promise<void>): Promise<void> {
  let found = await lookUpLogin(req.scope, email);
  for (let attempt = 1; ; attempt++) {
    const { stored, login } = found;
    setEmail(req, login?.name ?? stored);
    try {
      return await logIn();
    } catch (error) {
      // A login in the store's spelling is never renamed, and a missing login stays missing.
      if (!isUnauthorized(error) || !login || login.name === stored || attempt === ATTEMPTS) {
        throw error;
      }
      found = await lookUpLogin(req.scope, email);
      if (found.login?.name === login.name) {
        throw error;
      }
    }
  }
}

export function isUnauthorized(error: unknown): boolean {
  return isErrorOf(error, MedusaError.Types.UNAUTHORIZED);
}

import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import { z } from "@medusajs/framework/zod";
import { isEmailAddress, readEmail, trimEmail } from "../../modules/customer/emails/email-address";

/** An email of no mailbox (RFC 2606), which core's validator takes in place of the real one. */
const STAND_IN = "international-email@address.invalid";

const setAside = new WeakMap<MedusaRequest, string>();

/**
 * Before core's validator: sets aside an email of the store's rule that core would refuse, for letters beyond ASCII or for
 * white space around it. What is no email core refuses in its own words; what only core takes for one, the service refuses.
 */
export function stashEmail(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  const email = emailOf(req.body);
  if (email !== undefined && isEmailAddress(email) && !z.regexes.email.test(email)) {
    setAside.set(req, trimEmail(email));
    req.body = Object.assign({}, req.body, { email: STAND_IN });
  }
  next();
}

/** After core's validator: puts the email back. */
export function restoreEmail(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  putBack(req, (email) => email);
  next();
}

/**
 * The same for carts, whose workflow knows ASCII domains only: the domain goes on in its ASCII form (RFC 5890), by which
 * the service finds the customer all the same.
 *
 * @throws MedusaError (invalid_data) for a text that only core takes for an email: a cart keeps it without the service.
 */
export function restoreCartEmail(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  putBack(req, (email) => {
    const parts = readEmail(email);
    return parts ? `${parts.local}@${parts.host}` : email;
  });
  const email = emailOf(req.validatedBody);
  if (email !== undefined && !isEmailAddress(email)) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      'Invalid request: The field "email" is not an email address. Give one such as ada@example.com.',
    );
  }
  next();
}

function putBack(req: MedusaRequest, spell: (email: string) => string): void {
  const aside = setAside.get(req);
  if (aside !== undefined) {
    const email = spell(aside);
    req.body = Object.assign({}, req.body, { email });
    req.validatedBody = Object.assign({}, req.validatedBody, { email });
  }
}

function emailOf(body: unknown): string | undefined {
  const isGiven = typeof body === "object" && body !== null && "email" in body && typeof body.email === "string";
  return isGiven ? String(body.email) : undefined;
}

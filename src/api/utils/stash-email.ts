import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import { z } from "@medusajs/framework/zod";
import { isEmail, readEmail, trimEmail } from "../../modules/customer/emails/read-email";
import { stashFields } from "./stash-fields";

/** An email without a mailbox (RFC 2606). Core's validator gets it instead of the given one. */
const STAND_IN = "international-email@address.invalid";

const { stash, restore } = stashFields((body) => {
  const email = emailOf(body);
  return email !== undefined && isEmail(email) && !z.regexes.email.test(email)
    ? { body: { ...body, email: STAND_IN }, stashed: { email: trimEmail(email) } }
    : undefined;
});

/**
 * Before core's validator: stashes an email that this store accepts and core refuses, because of letters beyond ASCII or
 * white space around it. Core refuses a text that is not an email; the service refuses what only core accepts.
 */
export const stashEmail = stash;

/** After core's validator: restores the email. */
export const restoreEmail = restore();

/** The same for carts: core's cart workflow knows ASCII domains only. The service finds the customer by that form too. */
export const restoreCartEmail = restore(({ email }) => {
  const parts = readEmail(email);
  return { email: parts ? `${parts.local}@${parts.host}` : email };
});

/**
 * Checks the email of a cart, which the service does not see.
 *
 * @throws MedusaError (invalid_data) for a text that only core accepts as an email.
 */
export function assertCartEmail(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  const email = emailOf(req.validatedBody);
  if (email !== undefined && !isEmail(email)) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      'Invalid request: The field "email" is not an email address. Give one such as ada@example.com.',
    );
  }
  next();
}

function emailOf(body: unknown): string | undefined {
  const isGiven = typeof body === "object" && body !== null && "email" in body && typeof body.email === "string";
  return isGiven ? String(body.email) : undefined;
}

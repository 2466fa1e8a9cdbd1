import { domainToASCII } from "node:url";
import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { isInternationalEmail } from "../modules/customer/domain/email-address";

/** An address of nobody (RFC 2606), which core's validator lets through in place of the real one. */
const STAND_IN = "international-email@address.invalid";

const setAside = new WeakMap<MedusaRequest, string>();

/**
 * Before core's validator, which knows ASCII only: sets a valid international address aside. What is not valid, core
 * refuses in its own words.
 */
export function setInternationalEmailAside(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  const body: unknown = req.body;
  if (typeof body === "object" && body !== null && "email" in body && typeof body.email === "string") {
    const { email } = body;
    if (isInternationalEmail(email)) {
      setAside.set(req, email);
      req.body = { ...body, email: STAND_IN };
    }
  }
  next();
}

/** After core's validator: puts the address back. */
export function putInternationalEmailBack(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  putBack(req, (email) => email);
  next();
}

/**
 * The same for carts, whose workflow knows ASCII domains only: the domain goes on in its ASCII form (RFC 5890), by which
 * the service finds the customer all the same.
 */
export function putInternationalEmailBackForCart(
  req: MedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction,
): void {
  putBack(req, (email) => {
    const at = email.lastIndexOf("@");
    return `${email.slice(0, at)}@${domainToASCII(email.slice(at + 1)) || email.slice(at + 1)}`;
  });
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

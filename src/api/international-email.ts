import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { internationalEmail } from "./email-address";

const ASCII_ONLY = /^[ -~]*$/;

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
    if (!ASCII_ONLY.test(email) && internationalEmail.safeParse(email).success) {
      setAside.set(req, email);
      req.body = { ...body, email: STAND_IN };
    }
  }
  next();
}

/** After core's validator: puts the address back. */
export function putInternationalEmailBack(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  const email = setAside.get(req);
  if (email !== undefined) {
    req.validatedBody = Object.assign({}, req.validatedBody, { email });
  }
  next();
}

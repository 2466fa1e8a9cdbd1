import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import { z } from "@medusajs/framework/zod";

/** The customer's key in another system: a unique index holds it, 500 letters of four bytes fit. Null takes it away. */
export const externalId = z.string().min(1).max(500).nullish();

const setAside = new WeakMap<MedusaRequest, string | null>();

/**
 * Before core's validators, which do not know the field: takes it out of the body.
 *
 * @throws MedusaError (invalid_data) when it is no key.
 */
export function setExternalIdAside(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  const body: unknown = req.body;
  if (typeof body === "object" && body !== null && "external_id" in body) {
    const { external_id, ...others } = body;
    const read = externalId.safeParse(external_id);
    if (!read.success) {
      throw new MedusaError(
        MedusaError.Types.INVALID_DATA,
        'Invalid request: the field "external_id" has to be a text of 1 to 500 characters, or null for none.',
      );
    }
    if (read.data !== undefined) {
      setAside.set(req, read.data);
    }
    req.body = others;
  }
  next();
}

/** After core's validators: puts the key back. */
export function putExternalIdBack(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  const external_id = setAside.get(req);
  if (external_id !== undefined) {
    req.body = Object.assign({}, req.body, { external_id });
    req.validatedBody = Object.assign({}, req.validatedBody, { external_id });
  }
  next();
}

import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";

/** A request runs in one transaction, which holds its locks until the end. */
export const MAX_MEMBERSHIP_IDS = 10_000;

/** @throws MedusaError (invalid_data) when a body adds or removes too many memberships. */
export function limitMembershipIds(req: MedusaRequest, _: MedusaResponse, next: MedusaNextFunction): void {
  const body: unknown = req.body;
  for (const field of ["add", "remove"]) {
    const ids: unknown = typeof body === "object" && body !== null ? Reflect.get(body, field) : undefined;
    if (Array.isArray(ids) && ids.length > MAX_MEMBERSHIP_IDS) {
      throw new MedusaError(
        MedusaError.Types.INVALID_DATA,
        `The field "${field}" has ${ids.length} ids; at most ${MAX_MEMBERSHIP_IDS.toLocaleString("en")} are taken at once. Send them in several requests.`,
      );
    }
  }
  next();
}

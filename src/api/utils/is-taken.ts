import { isDefined, MedusaError } from "@medusajs/framework/utils";

/** Two who come to one address at once: the database lets one have it, and its error names the address. */
const TAKEN = /already exists\.?$/;

/** Whether a workflow failed because somebody else has the address by now: not for a shopper's eyes. */
export function isTaken(error: unknown): boolean {
  return isDefined(error) && MedusaError.isMedusaError(error) && TAKEN.test(error.message);
}

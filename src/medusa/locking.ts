import { MedusaError } from "@medusajs/framework/utils";
import { isErrorOf } from "../shared/errors";

/** Matches the messages of Medusa's in-memory and PostgreSQL providers: their error has no type. */
const HELD = /^Failed to acquire lock for key |is already locked\.$/;

/** Whether `acquire` of the Locking module failed because another owner holds a key. Any other error is a failure. */
export function isLockHeld(error: unknown): boolean {
  if (!(error instanceof Error)) {
    return false;
  }
  const isConflict = isErrorOf(error, MedusaError.Types.CONFLICT);
  return isConflict || HELD.test(error.message);
}

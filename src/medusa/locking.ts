import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
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

/** The id of the provider that Medusa's Locking module has without a configuration. */
const IN_MEMORY = "in-memory";

/** Whether the locks of the Locking module are in the memory of this process: other processes do not see them. */
export function isLockingInMemory(container: MedusaContainer): boolean {
  const service: object | undefined = container.resolve(Modules.LOCKING, { allowUnregistered: true });
  return service !== undefined && Reflect.get(service, "defaultProviderId") === IN_MEMORY;
}

import { MedusaError } from "@medusajs/framework/utils";

/** Whether a module refused a value: what is no email of this store, or at the Auth module a name that a login has. */
export function isInvalidData(error: unknown): boolean {
  return error instanceof Error && MedusaError.isMedusaError(error) && error.type === MedusaError.Types.INVALID_DATA;
}

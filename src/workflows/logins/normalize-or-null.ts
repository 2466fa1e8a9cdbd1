import { MedusaError } from "@medusajs/framework/utils";
import type CustomerModuleService from "../../modules/customer/service";
import { isErrorOf } from "../../shared/errors";

/** Returns a login's name in the store's spelling; null for a name that is not a valid email. */
export function normalizeOrNull(service: Pick<CustomerModuleService, "emails">, name: string): string | null {
  try {
    return service.emails.normalize(name);
  } catch (error) {
    if (!isErrorOf(error, MedusaError.Types.INVALID_DATA)) {
      throw error;
    }
    return null;
  }
}

import { MedusaError } from "@medusajs/framework/utils";
import type CustomerModuleService from "../../modules/customer/service";
import { isErrorOf } from "../../shared/errors";

/** The store's spelling of a login's name; null for a name that the store cannot keep as an email. */
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

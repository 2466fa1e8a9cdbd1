import { MedusaError } from "@medusajs/framework/utils";
import { isCustomerMerged, isEmailTaken } from "../../shared/errors";

/** A second attempt finds the guest that a concurrent checkout with the same new email has created. */
const ATTEMPTS = 3;

/**
 * Runs one of core's cart handlers, and retries it when it lost a race: core looks for a guest with the email and creates
 * one when there is none, and a concurrent request may do the same in between. The failed workflow has rolled back, and
 * nothing was answered yet.
 */
export async function retryGuestCreation(handler: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await handler();
    } catch (error) {
      if (attempt === ATTEMPTS || !isEmailTaken(error, { has_account: false })) {
        throw forStore(error);
      }
    }
  }
}

/** The token of a merged customer gets the answer of an unknown customer: shoppers must not see the survivor's id. */
function forStore(error: unknown): unknown {
  return isCustomerMerged(error) ? new MedusaError(error.type, error.message_for_store) : error;
}

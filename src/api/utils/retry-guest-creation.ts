import { MedusaError } from "@medusajs/framework/utils";
import { isCustomerMerged, isEmailTaken } from "../../shared/errors";

/** Of two checkouts at once with one new email, the second finds what the first has created when it looks again. */
const ATTEMPTS = 3;

/**
 * Runs one of core's cart handlers, and runs it again when it lost a race: core looks for a guest with the email and
 * creates one when there is none, and another request may do so in between. The workflow of the lost attempt has undone
 * what it wrote, and nothing was answered yet.
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

/** The token of a merged customer is answered as any unknown one: a shopper learns no other id. */
function forStore(error: unknown): unknown {
  return isCustomerMerged(error) ? new MedusaError(error.type, error.message_for_store) : error;
}

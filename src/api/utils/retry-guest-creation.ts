import { isDefined, MedusaError } from "@medusajs/framework/utils";

import { withoutMergedInto } from "../../modules/customer/merges/merge-blockers";

/** Of two checkouts at once with one new email, the second finds what the first has created when it looks again. */
const ATTEMPTS = 3;

const GUEST_EXISTS = /^Customer with email: .*, has_account: false, already exists\.$/;

/**
 * Runs one of core's cart handlers, and runs it again when it lost a race: core looks for a guest with the email and
 * creates one when there is none, and between the two somebody else may have done so. The workflow of the lost attempt
 * has undone what it wrote, and nothing was answered yet.
 */
export async function retryGuestCreation(handler: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await handler();
    } catch (error) {
      if (attempt === ATTEMPTS || !isGuestConflict(error)) {
        throw forStore(error);
      }
    }
  }
}

/** The token of a customer that was merged away is answered as any unknown one: a shopper learns no other id. */
function forStore(error: unknown): unknown {
  if (!isDefined(error) || !MedusaError.isMedusaError(error) || error.type !== MedusaError.Types.NOT_FOUND) {
    return error;
  }
  return new MedusaError(error.type, withoutMergedInto(error.message));
}

function isGuestConflict(error: unknown): boolean {
  return isDefined(error) && MedusaError.isMedusaError(error) && GUEST_EXISTS.test(error.message);
}

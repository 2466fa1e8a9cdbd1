import { isAuthConflict } from "../../medusa/auth-conflicts";
import { isAlreadyExists } from "../../shared/errors";

/**
 * Whether a workflow failed because another customer or login has the email by now: of two requests with one email the
 * database refuses one. Its message names the email, and is not for shoppers.
 */
export function isTaken(error: unknown): boolean {
  return isAlreadyExists(error) || isAuthConflict(error);
}

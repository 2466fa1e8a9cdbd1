import { isAuthConflict } from "../../medusa/auth-conflicts";
import { isAlreadyExists } from "../../shared/errors";

/**
 * Whether a workflow failed because another customer or login has the email. The database refuses one of two concurrent
 * requests with the same email. Its message contains the email and must not reach shoppers.
 */
export function isTaken(error: unknown): boolean {
  return isAlreadyExists(error) || isAuthConflict(error);
}

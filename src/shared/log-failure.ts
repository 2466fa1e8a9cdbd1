import type { MedusaContainer } from "@medusajs/framework/types";
import { isAuthConflict } from "../medusa/auth-conflicts";
import { describeLostConnection } from "../medusa/lost-connection";
import { isAlreadyExists, isErrorOf } from "./errors";
import { loggerOf } from "./logger-of";

/** Logs a failure and its reason, without data of customers. */
export function logFailure(container: MedusaContainer, what: string, error: unknown): void {
  const logger = loggerOf(container);
  logger.error(`${what}: ${describeError(error)}`);
}

/**
 * Describes an error for a log. Messages of a database, and what is made of them, may repeat a customer's data: only the
 * database's code is named.
 */
export function describeError(error: unknown): string {
  if (isAlreadyExists(error)) {
    return `another row of "${error.table}" has the same values`;
  }
  if (isAuthConflict(error)) {
    return "another login has the same name";
  }
  const loss = describeLostConnection(error);
  if (loss !== undefined) {
    return `the connection was lost (${loss})`;
  }
  // The workflow engine makes plain objects of errors.
  if (!(error instanceof Error) && !isErrorOf(error)) {
    return "an unknown error";
  }
  const code = "code" in error ? String(error.code) : "";
  return /^\w{5}$/.test(code) && /\d/.test(code) ? `database error ${code}` : `${error.name}: ${error.message}`;
}

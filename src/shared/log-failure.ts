import type { MedusaContainer } from "@medusajs/framework/types";
import { loggerOf } from "./logger-of";

/** Logs a failure and its reason, without data of customers. */
export function logFailure(container: MedusaContainer, what: string, error: unknown): void {
  const logger = loggerOf(container);
  logger.error(`${what}: ${describeError(error)}`);
}

/** Describes an error for a log. A database's message may contain a customer's data: only its code is logged. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) {
    return "an unknown error";
  }
  const code = "code" in error ? String(error.code) : "";
  return /^\w{5}$/.test(code) && /\d/.test(code) ? `database error ${code}` : `${error.name}: ${error.message}`;
}

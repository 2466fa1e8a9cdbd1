import type { Logger, MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";

/** Logs what failed and why, without data of customers. */
export function logFailure(container: MedusaContainer, what: string, error: unknown): void {
  const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER);
  logger.error(`${what}: ${describeError(error)}`);
}

/** Describes an error for a log. A database's message may repeat a customer's data: only its code is named. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) {
    return "an unknown error";
  }
  const code = "code" in error ? String(error.code) : "";
  return /^\w{5}$/.test(code) && /\d/.test(code) ? `database error ${code}` : `${error.name}: ${error.message}`;
}

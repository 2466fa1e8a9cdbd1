import { MedusaError } from "@medusajs/framework/utils";

/**
 * Checks the size of a page.
 *
 * @throws MedusaError (invalid_data) for a size that is not a whole number from 1 to 1,000.
 */
export function assertPageSize(limit: number): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > 1_000) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, 'The field "limit" must be a whole number from 1 to 1,000.');
  }
}

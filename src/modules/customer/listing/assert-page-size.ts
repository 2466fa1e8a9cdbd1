import { MedusaError } from "@medusajs/framework/utils";

/** @throws MedusaError (invalid_data) for a page of none, of more than 1,000, or of a part of a row. */
export function assertPageSize(limit: number): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > 1_000) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, 'The field "limit" must be a whole number from 1 to 1,000.');
  }
}

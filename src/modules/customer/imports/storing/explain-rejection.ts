import { MedusaError } from "@medusajs/framework/utils";
import { mapDatabaseError } from "../../database/map-database-error";
import type { RowProblem } from "./sort-rows";

/**
 * SQLSTATE of what is wrong with a value or a row: class 22 data exception, class 23 integrity, 54000 a limit of the
 * database, here the size of an index row, P0001 raised by a trigger of the shop's own (PostgreSQL manual, appendix A).
 */
const OF_A_ROW = /^(22...|23...|54000|P0001)$/;

/** What the database refuses of a row, in words for its error; undefined for errors that are no row's. */
export function refusalOf(error: unknown): Omit<RowProblem, "line"> | undefined {
  if (!(error instanceof Error) || !("code" in error) || !OF_A_ROW.test(String(error.code))) {
    return undefined;
  }
  const mapped = mapDatabaseError(error);
  const words = MedusaError.isMedusaError(mapped) ? (mapped as MedusaError).message : "";
  return { field: null, reason: words || `The database does not take the row (${String(error.code)}).` };
}

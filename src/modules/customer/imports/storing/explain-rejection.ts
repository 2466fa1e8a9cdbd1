import { isErrorOf } from "../../../../shared/errors";
import { mapDatabaseError, sqlStateOf } from "../../database/map-database-error";
import type { RowProblem } from "./sort-rows";

/**
 * SQLSTATE of what is wrong with a value or a row: class 22 data exception, class 23 integrity, 54000 a limit of the
 * database, here the size of an index row, P0001 raised by a trigger of the shop's own (PostgreSQL manual, appendix A).
 */
const OF_A_ROW = /^(22...|23...|54000|P0001)$/;

/** What the database refuses of a row, in words for its error; undefined for errors that are no row's. */
export function refusalOf(error: unknown): Omit<RowProblem, "line"> | undefined {
  const code = sqlStateOf(error);
  if (code === undefined || !OF_A_ROW.test(code)) {
    return undefined;
  }
  const mapped = mapDatabaseError(error);
  const words = isErrorOf(mapped) ? mapped.message : "";
  return { field: null, reason: words || `The database does not take the row (${code}).` };
}

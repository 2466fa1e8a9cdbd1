import { queryRows, type Transaction } from "../../database/transaction";
import type { ErrorRoom } from "../import-row.sql";
import type { RowProblem } from "../storing/sort-rows";

/**
 * Of rows whose error is not kept their lines are: a file that is read again leaves them out. Index:
 * customer_import_row_pkey, customer_import_error_pkey.
 */
const STATEMENT = `
  with refused as (
    select * from unnest(?::int[], ?::text[], ?::text[]) with ordinality as refused (line, field, reason, place)
  ),
  gone as (
    delete from customer_import_row
    where import_id = ? and line = any(?::int[])
    returning line, raw
  ),
  dropped as (
    insert into customer_import_refused (import_id, lines)
    select ?, array_agg(line) from refused where place > ? having count(*) > 0
  )
  insert into customer_import_error (import_id, line, position, field, reason, raw)
  select ?, refused.line, 0, refused.field, refused.reason, left(gone.raw, ?)
  from refused join gone using (line)
  where place <= ?
`;

/** Makes errors of rows, which are stored no more. @param room what is kept of the errors. */
export async function rejectRows(
  transaction: Transaction,
  importId: string,
  { problems, room }: { problems: readonly RowProblem[]; room: ErrorRoom },
): Promise<void> {
  if (problems.length) {
    const lines = problems.map(({ line }) => line);
    await queryRows(transaction, STATEMENT, [
      ...[lines, problems.map(({ field }) => field), problems.map(({ reason }) => reason)],
      ...[importId, lines, importId, room.errors, importId, room.characters, room.errors],
    ]);
  }
}

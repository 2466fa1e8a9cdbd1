import type { RowProblem } from "../../domain/imports/plan";
import { queryRows, type Transaction } from "../transaction";

/** Index: customer_import_row_pkey, customer_import_error_pkey. */
const STATEMENT = `
  with refused as (
    select * from unnest(?::int[], ?::text[], ?::text[]) as refused (line, field, reason)
  ),
  gone as (
    delete from customer_import_row
    where import_id = ? and line = any(?::int[])
    returning line, raw
  )
  insert into customer_import_error (import_id, line, position, field, reason, raw)
  select ?, refused.line, 0, refused.field, refused.reason, gone.raw
  from refused join gone using (line)
`;

/** Makes errors of rows: they are told with their number and reason, and stored no more. */
export async function refuseRows(
  transaction: Transaction,
  importId: string,
  problems: readonly RowProblem[],
): Promise<void> {
  if (problems.length) {
    const lines = problems.map(({ line }) => line);
    await queryRows(transaction, STATEMENT, [
      ...[lines, problems.map(({ field }) => field), problems.map(({ reason }) => reason)],
      ...[importId, lines, importId],
    ]);
  }
}

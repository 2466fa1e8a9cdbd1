import { queryRows, type Transaction } from "../../database/transaction";
import {
  type ImportRun,
  MATCHING_POSITION,
  MAX_IMPORT_WARNINGS,
  MAX_WHOLE_LINES,
  SHORT_LINE,
  WHOLE_LINE,
} from "../import-row.sql";
import { rangeOf } from "../storing/batch-range";
import { ROW_WARNINGS, type RowWarning } from "../storing/sort-rows";

/**
 * Counts and keeps warnings that their lines do not have yet: a row is looked at when it is checked and when it is stored.
 * Where warnings were dropped, one that is not kept may be counted already; so storing counts none then.
 *
 * Index: the primary key, customer_import_error_pkey, customer_import_row_pkey.
 */
const STATEMENT = `
  with fresh as materialized (
    select found.*, row_number() over (order by found.line) as number, not exists (
      select from customer_import_error known
      where known.import_id = ? and known.line = found.line and known.level = 'warning'
    ) as is_first, not exists (
      select from customer_import_error known where known.import_id = ? and known.line = found.line
    ) as brings_line
    from unnest(?::int[], ?::smallint[], ?::text[], ?::text[]) as found (line, position, field, reason)
    where not exists (
      select from customer_import_error known
      where known.import_id = ? and known.line = found.line and known.position = found.position
    ) and exists (
      select from customer_import
      where id = ? and (state = 'validating' or warning_count <= ${MAX_IMPORT_WARNINGS})
    )
  ),
  counted as (
    update customer_import set
      warned = warned + (select count(*) from fresh where is_first),
      warning_count = warning_count + (select count(*) from fresh)
    where id = ? and exists (select from fresh)
    returning ${MAX_IMPORT_WARNINGS} - warning_count + (select count(*) from fresh) as room,
      case when error_count + warning_count > ${MAX_WHOLE_LINES} then ${SHORT_LINE} else ${WHOLE_LINE} end as characters
  )
  insert into customer_import_error (import_id, line, position, level, field, reason, raw)
  select staged.import_id, fresh.line, fresh.position, 'warning', fresh.field, fresh.reason,
    case when fresh.brings_line then left(staged.raw, counted.characters) else '' end
  from fresh cross join counted
  join customer_import_row staged
    on staged.import_id = ? and staged.line between ? and ? and staged.line = fresh.line
  where fresh.number <= counted.room
`;

/** Adds warnings to rows that stay. The caller has locked the import with the counts of its batch. */
export async function warnRows(
  transaction: Transaction,
  { id }: ImportRun,
  warnings: readonly RowWarning[],
): Promise<void> {
  if (warnings.length) {
    const lines = warnings.map(({ line }) => line);
    await queryRows(transaction, STATEMENT, [
      ...[id, id, lines, warnings.map(({ kind }) => MATCHING_POSITION + ROW_WARNINGS.indexOf(kind))],
      ...[warnings.map(({ field }) => field), warnings.map(({ reason }) => reason)],
      ...[id, id, id, id, ...rangeOf(lines)],
    ]);
  }
}

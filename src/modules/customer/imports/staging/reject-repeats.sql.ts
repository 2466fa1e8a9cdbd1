import { queryRows, type Transaction } from "../../database/transaction";
import { countRead } from "../import-progress.sql";
import { type ImportRun, MAX_IMPORT_ERRORS, MAX_WHOLE_LINES, SHORT_LINE, WHOLE_LINE } from "../import-row.sql";
import { analyzeTables } from "../storing/analyze-tables.sql";
import { CUSTOMER_KEYS } from "../types";

/**
 * Rows of the file that name the customer of an earlier row. Values that come once are told from the others by hashing, a
 * million in less than a second; only the others are sorted. Index: none, each statement reads the import's rows once.
 */
const statement = (key: string, firstLine: string): string => `
  with repeats as (
    select line, first_line from (
      select line, ${firstLine} as first_line
      from customer_import_row
      where import_id = ? and ${key} in (
        select ${key} from customer_import_row
        where import_id = ? and ${key} is not null
        group by ${key} having count(*) > 1
      )
    ) as ranked
    where line > first_line
  ),
  gone as (
    delete from customer_import_row staged
    using repeats
    where staged.import_id = ? and staged.line = repeats.line
    returning staged.line, first_line, raw
  ),
  counted as (
    update customer_import set invalid = invalid + refused, error_count = error_count + refused
    from (select count(*)::int as refused from gone) as of_key
    where id = ?
    returning ${MAX_IMPORT_ERRORS} - error_count + refused as room,
      case when error_count > ${MAX_WHOLE_LINES} then ${SHORT_LINE} else ${WHOLE_LINE} end as characters
  ),
  placed as (
    select gone.*, room, characters, row_number() over (order by line) as place from gone cross join counted
  ),
  dropped as (
    insert into customer_import_refused (import_id, lines)
    select ?, array_agg(line) from placed where place > room having count(*) > 0
  )
  insert into customer_import_error (import_id, line, position, field, reason, raw)
  select ?, line, 0, '${key}', 'The row names the customer of line ' || first_line || ' again.',
    left(raw, characters)
  from placed
  where place <= room
`;

const ofKey = (key: string): string => `min(line) over (partition by ${key})`;

/** Guest and account are two customers; a row that says neither may be either. */
const OF_EMAIL = `least(
  min(line) over (partition by email, has_account),
  min(line) filter (where has_account is null) over (partition by email),
  case when has_account is null then min(line) over (partition by email) end
)`;

const STATEMENTS = CUSTOMER_KEYS.map((key) => statement(key, key === "email" ? OF_EMAIL : ofKey(key)));

/** Makes errors of rows that name the customer of an earlier row, by each key in turn. @throws ImportLost */
export async function rejectRepeats(transaction: Transaction, run: ImportRun): Promise<void> {
  // The import's row is locked before its staged rows, as whoever cancels does it.
  await countRead(transaction, run, {});
  await analyzeTables(transaction, ["customer_import_row"]);
  for (const one of STATEMENTS) {
    await queryRows(transaction, one, [run.id, run.id, run.id, run.id, run.id, run.id]);
  }
}

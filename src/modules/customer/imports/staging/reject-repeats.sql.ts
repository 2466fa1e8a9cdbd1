import { bindingsOf } from "../../database/lease";
import { HEARTBEAT } from "../../database/lease.sql";
import { queryRows, type Transaction } from "../../database/transaction";
import { IMPORT_LEASE } from "../import-lease";
import { ImportLost } from "../import-progress.sql";
import { type ImportRun, MAX_IMPORT_ERRORS, MAX_WHOLE_LINES, SHORT_LINE, WHOLE_LINE } from "../import-row.sql";
import { CUSTOMER_KEYS } from "../types";

type CustomerKey = (typeof CUSTOMER_KEYS)[number];

/**
 * Finds rows of the file that name the customer of an earlier row, and makes errors of them.
 *
 * The search, which may take long, comes before the lock on the import's row: a heartbeat and a cancellation need not wait
 * for it. The lock comes before the first change of a staged row, as in a cancellation. The count of `repeats` puts `held`
 * behind the search. Values that occur once are found by hashing, a million in less than a second; only the others are
 * sorted. Index: none, the search reads the import's rows once.
 */
const statement = (key: CustomerKey): string => `
  with repeats as materialized (
    select line, first_line from (
      select line, ${key === "email" ? OF_EMAIL : ofKey(key)} as first_line
      from customer_import_row
      where import_id = ? and ${key} in (
        select ${key} from customer_import_row
        where import_id = ? and ${key} is not null
        group by ${key} having count(*) > 1
      )
    ) as ranked
    where line > first_line
  ),
  held as materialized (
    select id from customer_import
    where ${IMPORT_LEASE.LEASED_BY_RUN} and (select count(*) from repeats) >= 0
    for update
  ),
  gone as (
    delete from customer_import_row staged
    using held, repeats
    where staged.import_id = held.id and staged.line = repeats.line
    returning staged.line, first_line, raw
  ),
  counted as (
    update customer_import set invalid = invalid + refused, error_count = error_count + refused, ${HEARTBEAT}
    from held, (select count(*)::int as refused from gone) as of_key
    where customer_import.id = held.id
    returning customer_import.id as import_id, ${MAX_IMPORT_ERRORS} - error_count + refused as room,
      case when error_count > ${MAX_WHOLE_LINES} then ${SHORT_LINE} else ${WHOLE_LINE} end as characters
  ),
  placed as (
    select gone.*, import_id, room, characters, row_number() over (order by line) as place from gone cross join counted
  ),
  dropped as (
    insert into customer_import_refused (import_id, lines)
    select import_id, array_agg(line) from placed where place > room group by import_id
  ),
  kept as (
    insert into customer_import_error (import_id, line, position, field, reason, raw)
    select import_id, line, 0, '${key}', 'The row names the customer of line ' || first_line || ' again.',
      left(raw, characters)
    from placed
    where place <= room
  )
  select id from held
`;

const ofKey = (key: string): string => `min(line) over (partition by ${key})`;

/** Guest and account are two customers; a row without \`has_account\` may be either. */
const OF_EMAIL = `least(
  min(line) over (partition by email, has_account),
  min(line) filter (where has_account is null) over (partition by email),
  case when has_account is null then min(line) over (partition by email) end
)`;

/** Makes errors of rows that name the customer of an earlier row by one key. @throws ImportLost */
export async function rejectRepeats(transaction: Transaction, run: ImportRun, key: CustomerKey): Promise<void> {
  const bindings = [run.id, run.id, ...bindingsOf(IMPORT_LEASE, run)];
  if (!(await queryRows(transaction, statement(key), bindings)).length) {
    throw new ImportLost();
  }
}

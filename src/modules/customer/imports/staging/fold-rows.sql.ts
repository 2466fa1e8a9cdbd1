import { bindingsOf } from "../../database/lease";
import { HEARTBEAT } from "../../database/lease.sql";
import { queryRows, type Transaction } from "../../database/transaction";
import { IMPORT_LEASE } from "../import-lease";
import { ImportLost } from "../import-progress.sql";
import {
  FOLDING_POSITION,
  type ImportRun,
  MAX_IMPORT_ERRORS,
  MAX_IMPORT_WARNINGS,
  MAX_WHOLE_LINES,
  SHORT_LINE,
  WHOLE_LINE,
} from "../import-row.sql";
import type { ImportHeader } from "../types";
import { HAS_OTHER_IDS } from "./cleared-fields";
import {
  addressesOf,
  type CustomerKey,
  FIRST_VALUES,
  firstKeys,
  groupsOf,
  JSON_FIELDS,
  MARKS,
  PLAIN_FIELDS,
  type RowComparison,
  repeatedRows,
} from "./repeated-rows.sql";

/**
 * `maxAddresses`: the limit of addresses per customer. `hasManyIds`: its system may have several customers of one email.
 * `fillsFromAddresses`: the format fills fields of the customer from addresses.
 */
export type FoldedFile = {
  key: CustomerKey;
  maxAddresses: number;
  header: ImportHeader;
  hasManyIds?: boolean;
  fillsFromAddresses?: boolean;
};

/** A default mark stays at the first address that has it. */
const MARKED = MARKS.map(
  (mark) => `case
          when ${mark}_place = 1 then '{"${mark}":true}'::jsonb
          when address -> '${mark}' = 'true' then '{"${mark}":false}' else '{}'
        end`,
).join(" || ");

/**
 * Records of one email that do not contradict are one customer. The row has the id of the oldest; the others go to its metadata,
 * with the bit that says so: which of the ids stays is decided beside what is stored.
 */
const MANY_IDS = `,
      string_agg(distinct external_id collate "C", ', ' order by external_id collate "C") filter (where external_id <> record_id) as ids`;
const OF_MANY_IDS: Partial<Record<string, string>> = {
  clears: `folded.clears | case when folded.ids is null then 0 else ${HAS_OTHER_IDS} end`,
  metadata: `case when folded.ids is null then folded.metadata
      else coalesce(folded.metadata, '{}') || jsonb_build_object('external_ids', folded.ids) end`,
};

const DONE_FIELDS = [...PLAIN_FIELDS, "clears", ...JSON_FIELDS, "groups", "addresses"];

/**
 * The values of all rows of each customer that do not contradict, by the first line. A row that becomes an error gives neither an
 * address nor a mark nor a group: what a later row repeats of them is kept.
 */
const folded = (hasManyIds: boolean): string => `
  joined as materialized (
    select repeated.* from repeated left join judged using (line)
    where judged.field is null and judged.beyond is null
  ),
  ${JSON_FIELDS.map((name) => `joined_${name} as (${firstKeys(name, "joined")})`).join(",\n  ")},
  folded as materialized (
    select * from (
      select first_line, bit_or(clears) as clears, ${FIRST_VALUES}${hasManyIds ? MANY_IDS : ""}
      from joined group by first_line
    ) as of_fields
    ${JSON_FIELDS.map((name) => `left join joined_${name} using (first_line)`).join("\n    ")}
    left join (
      select first_line, jsonb_agg(address || ${MARKED} order by turn, place) as addresses
      from (${addressesOf("joined")}) as address where seen_turn = turn group by first_line
    ) as of_addresses using (first_line)
    left join (
      select first_line, array_agg(name order by turn, place) as groups
      from (${groupsOf("joined")}) as named_group group by first_line
    ) as of_groups using (first_line)
  )
`;

/**
 * Folds the rows of each customer into the first of them, with the fields, addresses and groups of all.
 *
 * The search, which may take long, comes before the lock on the import's row: a heartbeat and a cancellation need not wait
 * for it. The lock comes before the first change of a staged row, as in a cancellation. The counts in `held` put it behind
 * the search. Index: none, the search reads the import's rows once.
 *
 * A heartbeat and a cancellation do wait for the writing: in parts, each transaction would have to search again, or to keep what was
 * found in one more table. It is short beside the search, and a takeover that waited finds a fresh heartbeat.
 */
const fold = (file: FoldedFile): string => `
  with ${repeatedRows(file.key, comparisonOf(file))},
  ${folded(hasManyIds(file))},
  held as materialized (
    select id from customer_import
    where ${IMPORT_LEASE.LEASED_BY_RUN}
      and (select count(*) from judged) >= 0 and (select count(*) from folded) >= 0
    for update
  ),
  gone as (
    delete from customer_import_row staged using held, judged
    where staged.import_id = held.id and staged.line = judged.line
  ),
  written as (
    update customer_import_row staged set ${writtenFields(hasManyIds(file))}
    from held, folded
    where staged.import_id = held.id and staged.line = folded.first_line
  )
`;

const hasManyIds = ({ key, hasManyIds: isOfSystem = false }: FoldedFile): boolean => isOfSystem && key === "email";

/** Magento has a customer of each website, each with its default addresses; here they are one, and the first default counts. */
const hasDefaultsPerWebsite = ({ format }: ImportHeader): boolean => format === "magento";

const comparisonOf = (file: FoldedFile): RowComparison => ({
  impliesDefaults: !hasDefaultColumns(file.header) || hasDefaultsPerWebsite(file.header),
  hasManyIds: hasManyIds(file),
  fillsFromAddresses: file.fillsFromAddresses ?? false,
});

const writtenFields = (hasManyIds: boolean): string =>
  DONE_FIELDS.map((name) => `${name} = ${(hasManyIds && OF_MANY_IDS[name]) || `folded.${name}`}`).join(", ");

/** A customer has one email, so the other row is another customer, or its id is wrong. */
const OTHER_CUSTOMER = `
  'has another value than line ' || first_line || ', which names the same customer by its email. Two guests, or two accounts, cannot have one email: '
    || 'give one of them another email or, if both are one person, both rows the same external_id. Then import the file again'
`;

const reasonOf = ({ key }: FoldedFile): string => `
  case
    when field is null
    then 'are more than the import takes for one customer, with those of line ' || first_line || ' and its other lines'
    when is_other_record
    then 'has another value than line ' || first_line || ', which has the same email and another external_id. If both are one '
      || 'person, merge them in the other system or give both rows the same values; else give one of them another email. '
      || 'Then import the file again'
    ${key === "email" ? `when field = 'external_id' then ${OTHER_CUSTOMER}` : ""}
    else 'has another value than line ' || first_line || ', which names the same customer' end
`;

const OTHER_ID = `
  'names the customer of line ' || first_line || ' by another id. The customer has one of the ids; the others are kept in '
    || 'metadata.external_ids'
`;

/** Later rows that contradict, or exceed a limit, become errors; a row of another record gets a warning. */
const countAndReject = (file: FoldedFile): string => `,
  other_records as (select line, first_line, raw from judged where coalesce(field, beyond) is null and is_other_record),
  counted as (
    update customer_import set
      invalid = invalid + refused, error_count = error_count + refused, folded = folded + done.rows - refused,
      warned = warned + of_warnings.lines, warning_count = warning_count + of_warnings.warnings, ${HEARTBEAT}
    from held, (select count(*)::int as rows, count(coalesce(field, beyond))::int as refused from judged) as done, (
      select count(*)::int as warnings, count(*) filter (where not exists (
        select from customer_import_error known
        where known.import_id = (select id from held) and known.line = other_records.line and known.level = 'warning'
      ))::int as lines
      from other_records
    ) as of_warnings
    where customer_import.id = held.id
    returning customer_import.id as import_id, ${MAX_IMPORT_ERRORS} - error_count + refused as room,
      ${MAX_IMPORT_WARNINGS} - warning_count + warnings as warning_room,
      case when error_count + warning_count > ${MAX_WHOLE_LINES} then ${SHORT_LINE} else ${WHOLE_LINE} end as characters
  ),
  placed as (
    select judged.*, import_id, room, characters, row_number() over (order by line) as place
    from judged cross join counted
    where coalesce(field, beyond) is not null
  ),
  dropped as (
    insert into customer_import_refused (import_id, lines)
    select import_id, array_agg(line) from placed where place > room group by import_id
  ),
  kept as (
    insert into customer_import_error (import_id, line, position, level, field, reason, raw)
    select import_id, line, 0, 'error', coalesce(field, beyond), ${reasonOf(file)}, left(raw, characters)
    from placed
    where place <= room
  ),
  warned as (
    insert into customer_import_error (import_id, line, position, level, field, reason, raw)
    select import_id, line, ${FOLDING_POSITION}, 'warning', 'external_id', ${OTHER_ID}, left(raw, characters)
    from (select *, row_number() over (order by line) as number from other_records) as numbered cross join counted
    where number <= warning_room
  )
`;

/** Whether a column of the file says which address is a default. */
const hasDefaultColumns = ({ mapping }: ImportHeader): boolean =>
  Object.values(mapping).some((target) => /^address_\d+_is_default_/.test(target ?? ""));

/** Folds rows that name one customer by a key, and makes errors of rows that contradict. @throws ImportLost */
export async function foldRows(transaction: Transaction, run: ImportRun, file: FoldedFile): Promise<void> {
  await query(transaction, run, { file, statement: fold(file) + countAndReject(file) });
}

/** A takeover that waited for the lock would find the heartbeat of before a long fold. */
const BEAT = `,
  beating as (update customer_import set ${HEARTBEAT} from held where customer_import.id = held.id)
`;

/** Folds the rows of a file that is read again. They were counted, and their errors kept, the first time. @throws ImportLost */
export async function foldAgain(transaction: Transaction, run: ImportRun, file: FoldedFile): Promise<void> {
  await query(transaction, run, { file, statement: fold(file) + BEAT });
}

async function query(
  transaction: Transaction,
  run: ImportRun,
  { file, statement }: { file: FoldedFile; statement: string },
): Promise<void> {
  const bindings = [run.id, run.id, file.maxAddresses, ...bindingsOf(IMPORT_LEASE, run)];
  if (!(await queryRows(transaction, `${statement} select id from held`, bindings)).length) {
    throw new ImportLost();
  }
}

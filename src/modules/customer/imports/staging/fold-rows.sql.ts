import { queryRows, type Transaction } from "../../database/transaction";
import { CUSTOMER_FIELDS, fileNames, namesOf } from "../../fields";
import { countRead } from "../import-progress.sql";
import { type ImportRun, MAX_IMPORT_ERRORS, MAX_WHOLE_LINES, SHORT_LINE, WHOLE_LINE } from "../import-row.sql";
import { MAX_GROUPS } from "../reading/cell-readers";
import { analyzeTables } from "../storing/analyze-tables.sql";
import { CUSTOMER_KEYS, type ImportHeader } from "../types";

const JSON_FIELDS: readonly string[] = namesOf(CUSTOMER_FIELDS, { type: "jsonb" });
const NAMES = fileNames(CUSTOMER_FIELDS, {});
const PLAIN = NAMES.filter((name) => !JSON_FIELDS.includes(name));
const MARKS = ["is_default_shipping", "is_default_billing"] as const;

/** The first value that rows of a customer give; a cell that clears gives none. */
const firstValues = PLAIN.map(
  (name) => `(array_agg(${name} order by line) filter (where ${name} is not null))[1] as ${name}`,
);

/** Key by key the first value; an empty text, which takes a key away, gives way to any other. */
const keysOf = (name: string, rows: string): string => `
  select first_line, jsonb_object_agg(key, value order by value = '""' desc, line desc) as ${name}
  from ${rows} cross join lateral jsonb_each(${name})
  group by first_line
`;

/** The key of metadata that a row has another value for. */
const otherKey = (name: string): string => `(
  select '${name}.' || key from jsonb_each(repeated.${name})
  where value <> '""' and value <> ${name}_keys.${name} -> key
  limit 1
)`;

/** What is the same address apart from its place in the file. */
const CONTENT = `address - '{id,slot,${MARKS.join(",")}}'::text[]`;

/** Addresses of rows: of equal ones those of the first row that has them. `${mark}_place` counts the marks before. */
const ADDRESSES = `
  select *,
    count(*) over file_order as address_count,
    ${MARKS.map((mark) => `count(*) filter (where address -> '${mark}' = 'true') over file_order as ${mark}`).join(",\n    ")}
  from (
    select first_line, line, place, address, min(line) over (partition by first_line, ${CONTENT}) as seen_line
    from repeated cross join lateral jsonb_array_elements(addresses) with ordinality as given (address, place)
  ) as listed
  where seen_line = line
  window file_order as (partition by first_line order by line, place)
`;

/** Names of groups where they come first, counted. */
const GROUPS = `
  select *, count(*) over (partition by first_line order by line, place) as group_count
  from (
    select first_line, name, min(line) as line, (array_agg(place order by line))[1] as place
    from repeated cross join lateral unnest(groups) with ordinality as wanted (name, place)
    group by first_line, name
  ) as named
`;

/** What is wrong with a row beside the rows of its customer before it: a column that says otherwise, or too many of a kind. */
const judged = (impliesDefaults: boolean): string => `
  select repeated.line, repeated.first_line, repeated.raw, case
      -- An id is said on purpose: a row without one is not the customer of that id.
      when repeated.id is distinct from said.first_id then 'id'
      ${PLAIN.map((name) => `when repeated.${name} <> said.${name} then '${name}'`).join("\n      ")}
      ${JSON_FIELDS.map((name) => `when ${otherKey(name)} is not null then ${otherKey(name)}`).join("\n      ")}
      ${impliesDefaults ? "" : MARKS.map((mark) => `when of_addresses.${mark} then '${mark}'`).join("\n      ")}
    end as field,
    case
      when of_addresses.address_count > ? then 'addresses'
      when of_groups.group_count > ${MAX_GROUPS} then 'groups'
    end as beyond
  from repeated
  join said using (first_line)
  ${JSON_FIELDS.map((name) => `left join ${name}_keys using (first_line)`).join("\n  ")}
  left join (
    select line, max(address_count) as address_count,
      ${MARKS.map((mark) => `bool_or(address -> '${mark}' = 'true' and ${mark} > 1) as ${mark}`).join(", ")}
    from address group by line
  ) as of_addresses on of_addresses.line = repeated.line
  left join (select line, max(group_count) as group_count from named_group group by line) as of_groups
    on of_groups.line = repeated.line
  where repeated.line > repeated.first_line
`;

/** A mark that an earlier address has stays there. */
const unmarked = MARKS.map((mark) => `case when ${mark} > 1 then '{"${mark}":false}'::jsonb else '{}' end`).join(
  " || ",
);

/**
 * Makes one row of the rows of a file that name one customer: the first of them, with the values, addresses and groups of
 * all. A row that says otherwise than one before it becomes an error. Values that come once are separated from the others by
 * hashing, a million in less than a second; only the others are sorted. Index: none, each statement reads the import's rows
 * once.
 */
const fold = (key: string, firstLine: string, { impliesDefaults }: { impliesDefaults: boolean }): string => `
  with repeated as materialized (
    select * from (
      select *, count(*) over (partition by first_line) as row_count from (
        select *, ${firstLine} as first_line
        from customer_import_row
        where import_id = ? and ${key} in (
          select ${key} from customer_import_row
          where import_id = ? and ${key} is not null
          group by ${key} having count(*) > 1
        )
      ) as ranked
    ) as counted
    where row_count > 1
  ),
  said as (
    select first_line, (array_agg(id order by line))[1] as first_id, ${firstValues.join(", ")}
    from repeated group by first_line
  ),
  ${JSON_FIELDS.map((name) => `${name}_keys as (${keysOf(name, "repeated")})`).join(",\n  ")},
  address as (${ADDRESSES}),
  named_group as (${GROUPS}),
  judged as materialized (${judged(impliesDefaults)}),
  joined as materialized (
    select repeated.* from repeated left join judged using (line)
    where judged.field is null and judged.beyond is null
  ),
  values_of as (
    select first_line, bit_or(clears) as clears, ${firstValues.join(", ")} from joined group by first_line
  ),
  ${JSON_FIELDS.map((name) => `joined_${name} as (${keysOf(name, "joined")})`).join(",\n  ")},
  addresses_of as (
    select first_line, jsonb_agg(address || ${unmarked} order by line, place) as addresses
    from address where line in (select line from joined) group by first_line
  ),
  groups_of as (
    select first_line, array_agg(name order by line, place) as groups
    from named_group where line in (select line from joined) group by first_line
  ),
  gone as (
    delete from customer_import_row where import_id = ? and line in (select line from judged)
  ),
  folded as (
    update customer_import_row staged set
      ${PLAIN.map((name) => `${name} = values_of.${name}`).join(", ")},
      ${JSON_FIELDS.map((name) => `${name} = joined_${name}.${name}`).join(", ")},
      clears = values_of.clears, groups = groups_of.groups, addresses = addresses_of.addresses
    from values_of
    ${JSON_FIELDS.map((name) => `left join joined_${name} using (first_line)`).join("\n    ")}
    left join addresses_of using (first_line)
    left join groups_of using (first_line)
    where staged.import_id = ? and staged.line = values_of.first_line
  )
`;

const REASON = `
  case when field is not null then 'says otherwise than line ' || first_line || ', which names the same customer'
    else 'are more than the import takes for one customer, with those of line ' || first_line || ' and behind' end
`;

const COUNT_AND_REJECT = `,
  counted as (
    update customer_import set
      invalid = invalid + refused, error_count = error_count + refused, folded = folded + done.rows - refused
    from (
      select count(*)::int as rows, count(coalesce(field, beyond))::int as refused from judged
    ) as done
    where id = ?
    returning ${MAX_IMPORT_ERRORS} - error_count + refused as room,
      case when error_count > ${MAX_WHOLE_LINES} then ${SHORT_LINE} else ${WHOLE_LINE} end as characters
  ),
  placed as (
    select judged.*, room, characters, row_number() over (order by line) as place from judged cross join counted
    where coalesce(field, beyond) is not null
  ),
  dropped as (
    insert into customer_import_refused (import_id, lines)
    select ?, array_agg(line) from placed where place > room having count(*) > 0
  )
  insert into customer_import_error (import_id, line, position, field, reason, raw)
  select ?, line, 0, coalesce(field, beyond), ${REASON}, left(raw, characters)
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

type FoldedFile = { maxAddresses: number; header: ImportHeader };

const statements = ({ mapping }: ImportHeader): string[] => {
  const targets = Object.values(mapping);
  const impliesDefaults = !targets.some((target) => /^address_\d+_is_default_/.test(target ?? ""));
  return CUSTOMER_KEYS.map((key) => fold(key, key === "email" ? OF_EMAIL : ofKey(key), { impliesDefaults }));
};

/** Makes one row of the rows of each customer, by each key in turn, and errors of rows that contradict. @throws ImportLost */
export async function foldRows(transaction: Transaction, run: ImportRun, file: FoldedFile): Promise<void> {
  // The import's row is locked before its staged rows, as a cancellation does it.
  await countRead(transaction, run, {});
  await analyzeTables(transaction, ["customer_import_row"]);
  for (const statement of statements(file.header)) {
    await queryRows(transaction, statement + COUNT_AND_REJECT, [
      ...[run.id, run.id, file.maxAddresses, run.id, run.id],
      ...[run.id, run.id, run.id],
    ]);
  }
}

/** The same for a file that is read again: its rows were counted, and its errors kept, the first time. @throws ImportLost */
export async function foldAgain(transaction: Transaction, run: ImportRun, file: FoldedFile): Promise<void> {
  await countRead(transaction, run, {});
  for (const statement of statements(file.header)) {
    await queryRows(transaction, `${statement} select from judged limit 0`, [
      ...[run.id, run.id, file.maxAddresses, run.id, run.id],
    ]);
  }
}

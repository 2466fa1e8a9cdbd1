import { CUSTOMER_FIELDS, fileNames, namesOf } from "../../fields";
import { MAX_GROUPS } from "../reading/cell-readers";
import type { CUSTOMER_KEYS } from "../types";

export type CustomerKey = (typeof CUSTOMER_KEYS)[number];

const NAMES = fileNames(CUSTOMER_FIELDS, {});
export const JSON_FIELDS: readonly string[] = namesOf(CUSTOMER_FIELDS, { type: "jsonb" });
export const PLAIN_FIELDS = NAMES.filter((name) => !JSON_FIELDS.includes(name));
export const MARKS = ["is_default_shipping", "is_default_billing"] as const;

/**
 * Guest and account of one email are two customers. A row without `has_account` is the account where the file has one, else
 * the guest: decided once per email, so that each row is of one customer.
 */
const KIND = "coalesce(has_account, bool_or(has_account) over (partition by email), false) as is_account";

/**
 * Rows whose customer has several rows, with the line of the first. Bindings: the import's id, twice.
 *
 * Values that occur once are found by hashing, a million in less than a second; only the others are sorted.
 */
const repeated = (key: CustomerKey): string => `
  select * from (
    select *, count(*) over (partition by first_line) as row_count from (
      select *, min(line) over (partition by ${key === "email" ? "email, is_account" : key}) as first_line
      from (
        select *${key === "email" ? `, ${KIND}` : ""} from customer_import_row
        where import_id = ? and ${key} in (
          select ${key} from customer_import_row
          where import_id = ? and ${key} is not null
          group by ${key} having count(*) > 1
        )
      ) as of_kind
    ) as ranked
  ) as counted
  where row_count > 1
`;

/** Two records of one customer were made at two times: the earliest counts, and none contradicts. */
const TIMES: ReadonlySet<string> = new Set(["created_at", "updated_at"]);

/** The first value of each field in rows of a customer; a cell that clears has none. */
export const FIRST_VALUES = PLAIN_FIELDS.map((name) =>
  TIMES.has(name)
    ? `min(${name}) as ${name}`
    : `(array_agg(${name} order by line) filter (where ${name} is not null))[1] as ${name}`,
).join(", ");

/** The first value of each key; an empty text, which takes a key away, gives way to any other. */
export const firstKeys = (name: string, rows: string): string => `
  select first_line, coalesce(
    jsonb_object_agg(key, value order by value = '""' desc, line desc) filter (where key is not null), '{}'
  ) as ${name}
  from ${rows} left join lateral jsonb_each(${name}) on true
  where ${name} is not null
  group by first_line
`;

/** A key of the row's metadata with another value than before. */
const otherKey = (name: string): string => `(
  select '${name}.' || key from jsonb_each(repeated.${name})
  where value <> '""' and value <> ${name}_keys.${name} -> key
  limit 1
)`;

/** An address without its place in the file. */
const CONTENT = `address - '{id,slot,${MARKS.join(",")}}'::text[]`;

const isMarked = (mark: string): string => `address -> '${mark}' = 'true'`;

/**
 * Addresses of rows, of the relation `rows`. `seen_line`: the first line with an equal address, whose address is kept. Of each mark: `MARK_line` is the
 * first line that gives it to the address or an equal one, and `MARK_place` is 1 for the one kept address of a customer that
 * has the mark.
 */
export const addressesOf = (rows: string): string => `
  select *,
    count(*) filter (where seen_line = line) over (partition by first_line order by line, place) as address_count,
    ${MARKS.map(
      (mark) => `min(${mark}_line) over (partition by first_line) as first_${mark}_line,
    case when ${mark}_line is not null then row_number() over (
      partition by first_line order by ${mark}_line, seen_line = line desc, (${isMarked(mark)}) is true desc, line, place
    ) end as ${mark}_place`,
    ).join(",\n    ")}
  from (
    select first_line, line, place, address, min(line) over equal as seen_line,
      ${MARKS.map((mark) => `min(line) filter (where ${isMarked(mark)}) over equal as ${mark}_line`).join(",\n      ")}
    from ${rows} cross join lateral jsonb_array_elements(addresses) with ordinality as given (address, place)
    window equal as (partition by first_line, ${CONTENT})
  ) as listed
`;

/** Names of groups of the relation `rows` in the order of their first place, with the number of names up to this one. */
export const groupsOf = (rows: string): string => `
  select *, count(*) over (partition by first_line order by line, place) as group_count
  from (
    select first_line, name, min(line) as line, (array_agg(place order by line))[1] as place
    from ${rows} cross join lateral unnest(groups) with ordinality as wanted (name, place)
    group by first_line, name
  ) as named
`;

/** A row without an id is not the customer of that id: only an explicit id matches. */
const OTHER_ID = "repeated.id is distinct from first_value.first_id";

const OTHER_VALUES = [
  ...PLAIN_FIELDS.filter((name) => !TIMES.has(name)).map(
    (name) => `case when repeated.${name} <> first_value.${name} then '${name}' end`,
  ),
  ...JSON_FIELDS.map(otherKey),
];

/**
 * The later rows of each customer, with the field that contradicts an earlier row; null where none does. `others`: the fields of a
 * row that may differ from the earlier ones.
 */
const contradicted = (mayDiffer: boolean): string => `
  select repeated.line, repeated.first_line,
    ${
      mayDiffer
        ? `case when ${OTHER_ID} then 'id' end as field, array_remove(array[${OTHER_VALUES.join(", ")}], null) as others`
        : `case when ${OTHER_ID} then 'id' else coalesce(${OTHER_VALUES.join(", ")}) end as field, '{}'::text[] as others`
    }
  from repeated
  join first_value using (first_line)
  ${JSON_FIELDS.map((name) => `left join ${name}_keys using (first_line)`).join("\n  ")}
  where repeated.line > repeated.first_line
`;

/** How rows of one customer are compared. */
export type RowComparison = {
  /** Whether the format makes an address of each row a default, and the file has no column for that. */
  impliesDefaults: boolean;
  /** Whether other values than those of an earlier row are warnings. */
  mayDiffer: boolean;
};

/** The marks that a row gives to a second address, as `'is_default_shipping'`. */
const SECOND_MARKS = MARKS.map((mark) => `case when of_addresses.${mark} then '${mark}' end`).join(", ");

/**
 * The later rows of each customer. `field`: the column that contradicts an earlier row. `others`: columns that may. `beyond`: what
 * exceeds its limit. Addresses and groups of rows that contradict by a field do not count. Binding: the limit of addresses.
 */
const judged = ({ impliesDefaults, mayDiffer }: RowComparison): string => `
  select repeated.line, repeated.first_line, repeated.raw,
    ${impliesDefaults || mayDiffer ? "contradicted.field" : `coalesce(contradicted.field, ${SECOND_MARKS})`} as field,
    ${impliesDefaults || !mayDiffer ? "others" : `others || array_remove(array[${SECOND_MARKS}], null)`} as others,
    case
      when of_addresses.address_count > ? then 'addresses'
      when of_groups.group_count > ${MAX_GROUPS} then 'groups'
    end as beyond
  from repeated
  join contradicted using (line)
  left join (
    select line, max(address_count) filter (where seen_line = line) as address_count,
      ${MARKS.map((mark) => `bool_or(${isMarked(mark)} and ${mark}_line > first_${mark}_line) as ${mark}`).join(",\n      ")}
    from address group by line
  ) as of_addresses on of_addresses.line = repeated.line
  left join (select line, max(group_count) as group_count from named_group group by line) as of_groups
    on of_groups.line = repeated.line
`;

/**
 * The relations `repeated`, `named_group` and `judged` of a statement. Bindings: the import's id, twice, and the
 * limit of addresses.
 */
export const repeatedRows = (key: CustomerKey, comparison: RowComparison): string => `
  repeated as materialized (${repeated(key)}),
  first_value as (select first_line, (array_agg(id order by line))[1] as first_id, ${FIRST_VALUES} from repeated group by first_line),
  ${JSON_FIELDS.map((name) => `${name}_keys as (${firstKeys(name, "repeated")})`).join(",\n  ")},
  contradicted as materialized (${contradicted(comparison.mayDiffer)}),
  sound as (select * from repeated where line not in (select line from contradicted where field is not null)),
  address as (${addressesOf("sound")}),
  named_group as (${groupsOf("sound")}),
  judged as materialized (${judged(comparison)})
`;

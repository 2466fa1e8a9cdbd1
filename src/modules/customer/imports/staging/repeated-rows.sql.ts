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

/** How rows of one customer are compared. */
export type RowComparison = {
  /** Whether rows of one customer may each have a default address: the format makes them such, or has a customer of each website. */
  impliesDefaults: boolean;
  /** Whether rows of one email may have several external ids, see `MANY_IDS`. */
  hasManyIds: boolean;
  /** Whether the format fills what the customer's own cells leave open from the addresses of the row. */
  fillsFromAddresses: boolean;
};

/** A customer has one external_id and at most so many others. */
export const MAX_OTHER_IDS = 20;

/**
 * Records of one email have an order of their own: the oldest is the first, wherever the file has it. Else a file in another order
 * would change the customer.
 */
const RECORD_ORDER = `
    window record as (partition by email, is_account order by external_id is null, created_at, external_id collate "C", line)`;

/**
 * Rows whose customer has several rows. `turn`: their order, which is that of the file, or of the records; `first_line`: the line of
 * the first. Bindings: the import's id, twice.
 *
 * Values that occur once are found by hashing, a million in less than a second; only the others are sorted.
 */
const repeated = (key: CustomerKey, hasManyIds: boolean): string => `
  select * from (
    select *, count(*) over (partition by first_line) as row_count from (
      select *, ${
        hasManyIds
          ? `first_value(line) over record as first_line, row_number() over record as turn,
        first_value(external_id) over record as record_id`
          : `min(line) over (partition by ${key === "email" ? "email, is_account" : key}) as first_line, line as turn`
      }
      from (
        select *${key === "email" ? `, ${KIND}` : ""} from customer_import_row
        where import_id = ? and ${key} in (
          select ${key} from customer_import_row
          where import_id = ? and ${key} is not null
          group by ${key} having count(*) > 1
        )
      ) as of_kind${hasManyIds ? RECORD_ORDER : ""}
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
    : `(array_agg(${name} order by turn) filter (where ${name} is not null))[1] as ${name}`,
).join(", ");

/** The first value of each key; an empty text, which takes a key away, gives way to any other. */
export const firstKeys = (name: string, rows: string): string => `
  select first_line, coalesce(
    jsonb_object_agg(key, value order by value = '""' desc, turn desc) filter (where key is not null), '{}'
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
 * Addresses of rows, of the relation `rows`. `seen_turn`: the first row with an equal address, whose address is kept. Of each mark:
 * `MARK_turn` is the first row that gives it to the address or an equal one, and `MARK_place` is 1 for the one kept address of a
 * customer that has the mark.
 */
export const addressesOf = (rows: string): string => `
  select *,
    count(*) filter (where seen_turn = turn) over (partition by first_line order by turn, place) as address_count,
    ${MARKS.map(
      (mark) => `min(${mark}_turn) over (partition by first_line) as first_${mark}_turn,
    case when ${mark}_turn is not null then row_number() over (
      partition by first_line order by ${mark}_turn, seen_turn = turn desc, (${isMarked(mark)}) is true desc, turn, place
    ) end as ${mark}_place`,
    ).join(",\n    ")}
  from (
    select first_line, line, turn, place, address, min(turn) over equal as seen_turn,
      ${MARKS.map((mark) => `min(turn) filter (where ${isMarked(mark)}) over equal as ${mark}_turn`).join(",\n      ")}
    from ${rows} cross join lateral jsonb_array_elements(addresses) with ordinality as given (address, place)
    window equal as (partition by first_line, ${CONTENT})
  ) as listed
`;

/** Names of groups of the relation `rows` in the order of their first place, with the number of names up to this one. */
export const groupsOf = (rows: string): string => `
  select *, count(*) over (partition by first_line order by turn, place) as group_count
  from (
    select first_line, name, min(turn) as turn, (array_agg(line order by turn))[1] as line,
      (array_agg(place order by turn))[1] as place
    from ${rows} cross join lateral unnest(groups) with ordinality as wanted (name, place)
    group by first_line, name
  ) as named
`;

/** A row without an id is not the customer of that id: only an explicit id matches. */
const OTHER_ID = "repeated.id is distinct from first_value.first_id";

/** Names that differ in nothing but the case of letters and white space are one name, and phones that differ in signs one phone. */
const COMPARED: Readonly<Record<string, (value: string) => string>> = {
  ...Object.fromEntries(
    ["first_name", "last_name", "company_name"].map((name) => [
      name,
      (value: string) => `regexp_replace(lower(btrim(${value})), '\\s+', ' ', 'g')`,
    ]),
  ),
  phone: (value) => `translate(${value}, ' ().-/', '')`,
};

/** The values as they are come first: most are equal, and need no second look. */
function isOtherText(name: string, differs: "<>" | "is distinct from"): string {
  const [one, other] = [`repeated.${name}`, `first_value.${name}`];
  const same = COMPARED[name];
  return same ? `${one} ${differs} ${other} and ${same(one)} ${differs} ${same(other)}` : `${one} ${differs} ${other}`;
}

/** Fields that a format may fill from an address. The address keeps the value of each row, so none is lost. */
const FILLED: Readonly<Record<string, string>> = { phone: "phone", company_name: "company" };

function isOtherValue(name: string, fillsFromAddresses: boolean): string {
  const isOther = isOtherText(name, "<>");
  const field = fillsFromAddresses ? FILLED[name] : undefined;
  return field
    ? `${isOther} and (repeated.addresses @> jsonb_build_array(jsonb_build_object('${field}', repeated.${name}))) is not true`
    : isOther;
}

const otherValues = (names: readonly string[], fillsFromAddresses: boolean): string[] => [
  ...names
    .filter((name) => !TIMES.has(name))
    .map((name) => `case when ${isOtherValue(name, fillsFromAddresses)} then '${name}' end`),
  ...JSON_FIELDS.map(otherKey),
];

/** A row of another record than the first. */
const IS_OTHER_RECORD = "coalesce(repeated.external_id <> repeated.record_id, false)";

const isOtherName = (name: string): string => isOtherText(name, "is distinct from");

/**
 * Why a row of another record is another customer, although its email is the same. A name is compared as a whole, for it is not mixed
 * of two; what would not fit into `metadata.external_ids` stays out of it.
 */
const RECORD_VALUES = [
  `case when repeated.id is not null or repeated.turn > ${MAX_OTHER_IDS + 1} or first_value.has_own_ids
      or strpos(repeated.external_id || repeated.record_id, ',') > 0 then 'external_id' end`,
  `case when coalesce(repeated.first_name, repeated.last_name) is not null and coalesce(first_value.first_name, first_value.last_name)
      is not null then case when ${isOtherName("first_name")} then 'first_name' when ${isOtherName("last_name")} then 'last_name' end end`,
  `case when not (to_jsonb(repeated.groups) <@ first_value.first_groups and first_value.first_groups <@ to_jsonb(repeated.groups))
      then 'groups' end`,
];

/** The later rows of each customer, with the field that contradicts an earlier row; null where none does. */
const contradicted = ({ hasManyIds, fillsFromAddresses }: RowComparison): string => `
  select repeated.line, repeated.first_line, ${hasManyIds ? IS_OTHER_RECORD : "false"} as is_other_record,
    case when ${OTHER_ID} then 'id' else coalesce(
      ${hasManyIds ? `case when ${IS_OTHER_RECORD} then coalesce(${RECORD_VALUES.join(",\n      ")}) end,` : ""}
      ${otherValues(
        PLAIN_FIELDS.filter((name) => !hasManyIds || name !== "external_id"),
        fillsFromAddresses,
      ).join(",\n      ")}
    ) end as field
  from repeated
  join first_value using (first_line)
  ${JSON_FIELDS.map((name) => `left join ${name}_keys using (first_line)`).join("\n  ")}
  where repeated.line <> repeated.first_line
`;

const OF_RECORDS = `,
      bool_or(metadata -> 'external_ids' is not null) as has_own_ids,
      (array_agg(to_jsonb(groups) order by turn) filter (where groups is not null))[1] as first_groups`;

/** Rows of `rows` without those of `lines`: hashed once, whatever the number of either. */
const without = (rows: string, lines: string): string => `
  select ${rows}.* from ${rows} left join (${lines}) as refused_line on refused_line.line = ${rows}.line
  where refused_line.line is null
`;

/** Rows without a mark give none, and need no look at their addresses. */
const WITH_MARKS = `
  select * from sound where ${MARKS.map((mark) => `addresses @> '[{"${mark}": true}]'`).join(" or ")}
`;

/** The rows that give a mark to a second address of their customer. */
const SECOND_MARKS = `
  select line, field from (
    select line, coalesce(${MARKS.map(
      (mark) => `case when bool_or(${isMarked(mark)} and ${mark}_turn > first_${mark}_turn) then '${mark}' end`,
    ).join(", ")}) as field
    from (${addressesOf(`(${WITH_MARKS}) as with_marks`)}) as marked group by line
  ) as of_marks
  where field is not null
`;

/**
 * The later rows of each customer. `field`: the column that contradicts an earlier row. `beyond`: what exceeds its limit.
 * Addresses and groups of rows that contradict by a field or a mark do not count. Binding: the limit of addresses.
 */
const judged = ({ impliesDefaults }: RowComparison): string => `
  select repeated.line, repeated.first_line, repeated.raw, contradicted.is_other_record,
    ${impliesDefaults ? "contradicted.field" : "coalesce(contradicted.field, second_mark.field)"} as field,
    case
      when of_addresses.address_count > ? then 'addresses'
      when of_groups.group_count > ${MAX_GROUPS} then 'groups'
    end as beyond
  from repeated
  join contradicted using (line)
  ${impliesDefaults ? "" : "left join second_mark on second_mark.line = repeated.line"}
  left join (
    select line, max(address_count) filter (where seen_turn = turn) as address_count from address group by line
  ) as of_addresses on of_addresses.line = repeated.line
  left join (select line, max(group_count) as group_count from named_group group by line) as of_groups
    on of_groups.line = repeated.line
`;

/**
 * The relations `repeated`, `named_group` and `judged` of a statement. Bindings: the import's id, twice, and the
 * limit of addresses.
 */
export const repeatedRows = (key: CustomerKey, comparison: RowComparison): string => `
  repeated as materialized (${repeated(key, comparison.hasManyIds)}),
  first_value as (
    select first_line, (array_agg(id order by turn))[1] as first_id, ${FIRST_VALUES}${comparison.hasManyIds ? OF_RECORDS : ""}
    from repeated group by first_line
  ),
  ${JSON_FIELDS.map((name) => `${name}_keys as (${firstKeys(name, "repeated")})`).join(",\n  ")},
  contradicted as materialized (${contradicted(comparison)}),
  sound as (${without("repeated", "select line from contradicted where field is not null")}),
  ${comparison.impliesDefaults ? "" : `second_mark as materialized (${SECOND_MARKS}),`}
  accepted as (${comparison.impliesDefaults ? "select * from sound" : without("sound", "select line from second_mark")}),
  address as (${addressesOf("accepted")}),
  named_group as (${groupsOf("accepted")}),
  judged as materialized (${judged(comparison)})
`;

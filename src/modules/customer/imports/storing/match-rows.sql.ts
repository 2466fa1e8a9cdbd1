import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { mergeMetadata } from "../../database/merge-metadata";
import { queryRows } from "../../database/transaction";
import { CUSTOMER_FIELDS, type Field, fileNames, namesOf } from "../../fields";
import type { ImportOptions } from "../import-options";
import { CLEARS_KEYS, clearBit, HAS_OTHER_IDS, MAKES_NONE, otherIds } from "../staging/cleared-fields";
import { MAX_OTHER_IDS } from "../staging/repeated-rows.sql";
import { addMerges } from "./find-merges.sql";
import { hasNoLogin, keepsEmail } from "./keeps-email.sql";
import type { PlannedRow } from "./sort-rows";

const JSON_FIELDS: readonly string[] = namesOf(CUSTOMER_FIELDS, { type: "jsonb" });

/** Keys that the row takes away. */
const removedKeys = (field: string, row: string): string => `
  case when ${row}.clears & ${CLEARS_KEYS} = 0 then '{}'::text[]
    else array(select key from jsonb_each(${row}.${field}) where value = '""') end
`;

/** Returns the SQL of the row's metadata on top of others, key by key. */
export const mergedMetadata = (field: string, row: string, others: string): string =>
  mergeMetadata(others, `${row}.${field}`, removedKeys(field, row));

/** The fields of existing customers that an import writes. */
export const UPDATED_FIELDS = fileNames(CUSTOMER_FIELDS, {}).filter((name) => {
  const { managed, importedOnce }: Field = CUSTOMER_FIELDS[name];
  return !managed && !importedOnce;
});

/** All known ids of the customer but its external_id, those of earlier files too. */
const keptIds = (row: string, stored: string): string => `jsonb_build_object('external_ids', (
    select string_agg(other, ', ' order by other collate "C") from (
      select distinct other collate "C" as other
      from unnest(${otherIds(row)} || ${row}.external_id || case
        when jsonb_typeof(${stored}.metadata -> 'external_ids') = 'string'
        then string_to_array(${stored}.metadata ->> 'external_ids', ', ')
      end) as known (other)
      where other <> coalesce(${stored}.external_id, ${row}.external_id)
      order by other limit ${MAX_OTHER_IDS}
    ) as others
  ))`;

/** What is there, nothing if the row clears it. */
function keptValue(field: string, row: string, stored: string): string {
  const bit = clearBit(field);
  return bit ? `case when ${row}.clears & ${bit} = 0 then ${stored}.${field} end` : `${stored}.${field}`;
}

/** What a customer holds in a field once a row is stored: what the row gives, nothing if it clears, else what is there. */
export function newValue(field: string, row: string, stored: string): string {
  const kept = keptValue(field, row, stored);
  if (field === "email") {
    const given = newEmail(row, stored);
    return `case when ${keepsEmail(given, stored)} then ${stored}.email else ${given} end`;
  }
  if (!JSON_FIELDS.includes(field)) {
    const value = `coalesce(${row}.${field}, ${kept})`;
    return field === "external_id"
      ? `case when ${row}.clears & ${HAS_OTHER_IDS} = 0 then ${value} else coalesce(${stored}.${field}, ${value}) end`
      : value;
  }
  const merged = mergedMetadata(field, row, `${stored}.${field}`);
  const withIds =
    field === "metadata" ? `when ${row}.clears & ${HAS_OTHER_IDS} <> 0 then ${merged} || ${keptIds(row, stored)}` : "";
  // Nothing merged into nothing stays nothing.
  return `case when ${row}.${field} is null then ${kept} ${withIds}
    when ${stored}.${field} is null then nullif(${merged}, '{}') else ${merged} end`;
}

/** The email that the row gives, whether or not the customer keeps the stored one. */
const newEmail = (row: string, stored: string): string => `coalesce(${row}.email, ${keptValue("email", row, stored)})`;

const GIVEN_EMAIL = newEmail("staged", "target");

/** Whether anything would change in the customer's own row; `email_rule` says whether it keeps its email. */
const DIFFERS = UPDATED_FIELDS.map((field) =>
  field === "email"
    ? `not email_rule.keeps_email and target.email is distinct from ${GIVEN_EMAIL}`
    : `target.${field} is distinct from (${newValue(field, "staged", "target")})`,
).join("\n      or ");

/** Addresses a batch: each is a row to write and a message to hold, and a row of the file may bring 50. */
const BATCH_ADDRESSES = 10_000;

/**
 * The keys of the next rows. They come back as arrays to the statement below, whose plan rests on how many they are: from
 * rows alone the planner reads all customers, five times a batch. This process does not look into them: they are arrays as
 * PostgreSQL writes them. They end before the row that brings one address too many; the first is never too many. Counting
 * costs 3 ms for 5,000 rows with an address each, 55 ms where each has 50. Index: customer_import_row_pkey.
 *
 * The setting keeps the planner to the indexes until `resetPlanner`: at PostgreSQL's default it takes a page by an index to
 * cost four of a scan, and reads all customers of a store of 100,000 once a batch. Measured there: 20 ms a batch, 60 without it. A
 * million are read by index anyway.
 */
const KEYS = `
  select set_config('random_page_cost', '1.1', true),
    max(line) as last_line, array_agg(id) filter (where id is not null)::text as ids,
    (array_agg(external_id) filter (where external_id is not null)
      || string_to_array(string_agg(metadata ->> 'external_ids', ', ') filter (where clears & ${HAS_OTHER_IDS} <> 0), ', ')
    )::text as external_ids,
    array_agg(email) filter (where email is not null)::text as emails
  from (
    select
      *, row_number() over file_order as place, sum(jsonb_array_length(addresses)) over file_order as address_count
    from (
      select line, id, external_id, email, addresses, clears, metadata from customer_import_row
      where import_id = ? and line > ? order by line limit ?
    ) as next
    window file_order as (order by line rows unbounded preceding)
  ) as counted
  where place = 1 or coalesce(address_count, 0) <= ${BATCH_ADDRESSES}
`;

/**
 * Compares these rows with what is stored: which customer each is, by its id, else its external_id, else its email and kind;
 * whether it would change; and what speaks against it.
 *
 * A row that does not say whether it has an account is the registered customer of its email if there is one, else the
 * guest. A row with an id is that customer or a new one, never another: an id is said on purpose. `version` shows whether
 * a customer was written between this look and the lock. A row of several records is the customer that has one of their ids.
 *
 * Index: customer_import_row_pkey; customer_pkey, IDX_customer_external_id_unique, IDX_customer_email_has_account_unique;
 * IDX_customer_merge_merged_id; those of `keepsEmail`; for rows with groups IDX_customer_group_name_unique and
 * IDX_customer_group_customer_customer_id.
 */
const STATEMENT = `
  with staged as materialized (
    select * from customer_import_row where import_id = ? and line > ? and line <= ?
  ),
  known as materialized (
    select *, xmin::text as version from customer
    where id = any(?::text[])
      or (external_id = any(?::text[]) and deleted_at is null)
      or (email = any(?::text[]) and deleted_at is null)
  ),
  record as (
    select staged.line, (array_agg(known.external_id order by known.id))[1] as external_id,
      (array_agg(known.id order by known.id))[2] as second_id
    from staged cross join lateral unnest(${otherIds("staged")} || staged.external_id) as of_row (external_id)
    join known on known.external_id = of_row.external_id and known.deleted_at is null
    where staged.clears & ${HAS_OTHER_IDS} <> 0
    group by staged.line
  )
  select
    staged.line, case when target.id is null then staged.new_id end as new_id, target.id as target_id, target.version,
    case when target.id is null or membership.joins then to_jsonb(staged.groups) end as groups, membership.joins,
    staged.addresses is not null as has_addresses, coalesce(staged.has_account, false) as has_account,
    target.id is not null and (${DIFFERS}) as differs,
    case
      when own.deleted_at is not null or own.id is null then merged.survivor_id
    end as merged_into,
    own.deleted_at is not null as is_deleted,
    case when outer_key.id <> coalesce(target.id, '') then outer_key.id else record.second_id end as external_id_of,
    case when holder.id <> coalesce(target.id, '') and not email_rule.keeps_email then holder.id end as email_of,
    email_rule.keeps_email,
    case when ?::boolean then
      staged.id is null and outer_key.id is null and coalesce(target.has_account, false) and not ${hasNoLogin("target")}
      else false end as is_account_by_email,
    staged.id is null and outer_key.id is null and staged.external_id is not null and holder.external_id is not null
      and holder.external_id <> staged.external_id as is_other_external,
    target.id is null and staged.clears & ${MAKES_NONE} <> 0 as makes_none,
    target.has_account <> staged.has_account as is_other_kind,
    case when not ?::boolean then (
      select wanted.name from unnest(staged.groups) as wanted (name)
      where not exists (
        select from customer_group existing where existing.name = wanted.name and existing.deleted_at is null
      )
      limit 1
    ) end as unknown_group, null as merge
  from staged
  left join known own on own.id = staged.id
  left join customer_merge merged on merged.merged_id = staged.id and merged.merged_id = any(?::text[])
  left join record on record.line = staged.line
  left join known outer_key
    on outer_key.external_id = coalesce(record.external_id, staged.external_id) and outer_key.deleted_at is null
  left join known registered
    on registered.email = staged.email and registered.has_account and registered.deleted_at is null
  left join known guest on guest.email = staged.email and not guest.has_account and guest.deleted_at is null
  cross join lateral (
    select case
      when staged.id is not null then coalesce(own.has_account, staged.has_account, false)
      else coalesce(outer_key.has_account, staged.has_account)
    end as has_account
  ) as kind
  cross join lateral (
    select
      case when kind.has_account is null then coalesce(registered.id, guest.id)
        when kind.has_account then registered.id else guest.id end as id,
      case when kind.has_account is null and registered.id is not null or kind.has_account then registered.external_id
        else guest.external_id end as external_id
  ) as holder
  left join known target on target.id = case
    when staged.id is not null then case when own.deleted_at is null then own.id end
    else coalesce(outer_key.id, holder.id)
  end
  cross join lateral (
    select coalesce(${keepsEmail(GIVEN_EMAIL, "target")}, false) as keeps_email offset 0
  ) as email_rule
  cross join lateral (
    select target.id is not null and staged.groups is not null and not staged.groups <@ array(
      select existing.name from customer_group_customer membership
      join customer_group existing on existing.id = membership.customer_group_id and existing.deleted_at is null
      where membership.customer_id = target.id and membership.deleted_at is null
    ) as joins offset 0
  ) as membership
  order by staged.line
`;

/** Arrays as PostgreSQL writes them, null for none; `last_line` is null where no row waits. */
type RowKeys = { last_line: number | null; ids: string | null; external_ids: string | null; emails: string | null };

/** The import whose rows are planned. */
type PlannedImport = { id: string; options: Pick<ImportOptions, "accounts_by_email" | "create_groups"> };

const AS_BEFORE = "set local random_page_cost to default";

/** Ends what `planRows` has asked of the planner. A transaction that is rolled back needs no call. */
export async function resetPlanner(connection: Knex): Promise<void> {
  await queryRows(connection, AS_BEFORE, []);
}

/**
 * The next rows of an import behind `after`, in the file's order, compared with what is stored. The caller ends with
 * `resetPlanner`.
 */
export async function planRows(
  connection: Knex,
  { id: importId, options }: PlannedImport,
  { after, limit }: { after: number; limit: number },
): Promise<PlannedRow[]> {
  const [keys] = await queryRows<RowKeys>(connection, KEYS, [importId, after, limit]);
  const { last_line, ids, external_ids, emails } = keys;
  if (last_line === null) {
    return [];
  }
  const rows = await queryRows<PlannedRow>(connection, STATEMENT, [
    ...[importId, after, last_line],
    ...[ids, external_ids, emails],
    options.accounts_by_email === "skip",
    options.create_groups,
    ids,
  ]);
  await addMerges(connection, importId, rows);
  return rows;
}

/** The statements of what reads and checks a file, as they go to PostgreSQL, white space aside. */
export const IMPORTS_CHECKING: Record<string, string[]> = {
  "imports/create": [
    `
      select pg_advisory_xact_lock(hashtext('customer_import'))
    `,
    `
      insert into customer_import (id, options, header, file_id, owns_file, filename, created_by,
      expires_at) select $1, $2::jsonb, $3::jsonb, $4, $5 or exists (select from customer_import other where
      other.file_id = $6 and owns_file), $7, $8, clock_timestamp() + $9 * interval '1 hour' where (select count(*)
      from customer_import where state = 'uploaded') < 20 returning id, state, options, header, send_invitations,
      file_id, filename, total, invalid, error_count, created, updated, unchanged, skipped, expected, applied_line,
      error, created_by, started_at, completed_at, expires_at, created_at, updated_at
    `,
    `
      delete from customer_import_upload where file_id = any($1::text[])
    `,
  ],
  "imports/claim": [
    `
      select pg_advisory_xact_lock(hashtext('customer_import'))
    `,
    `
      update customer_import set started_at = case when state = 'importing' then started_at else clock_timestamp()
      end, state = case when state = 'uploaded' then 'validating' else state end, run_id = $1, attempts = attempts +
      1, error = null, retry_at = null, heartbeat_at = clock_timestamp(), updated_at = clock_timestamp() where id = $2
      and (state in ('uploaded', 'validating', 'importing') and not coalesce( (state in ('validating', 'importing')
      and run_id is not null and heartbeat_at > clock_timestamp() - interval '30 seconds') , false) and (retry_at is
      null or retry_at <= clock_timestamp())) and attempts < 10 and (state <> 'uploaded' or expires_at >
      clock_timestamp()) and ( select count(*) from customer_import running where running.state in ('uploaded',
      'validating', 'importing') and (state in ('validating', 'importing') and run_id is not null and heartbeat_at >
      clock_timestamp() - interval '30 seconds') ) < 2 returning id, state, options, header, send_invitations,
      file_id, filename, total, invalid, error_count, created, updated, unchanged, skipped, expected, applied_line,
      error, created_by, started_at, completed_at, expires_at, created_at, updated_at, run_id
    `,
  ],
  "imports/validate": [
    `
      update customer_import set header = $1::jsonb, total = 0, invalid = 0, error_count = 0, expected = null,
      heartbeat_at = clock_timestamp(), updated_at = clock_timestamp() where id = $2 and run_id = $3 and state =
      'validating' returning id
    `,
    `
      delete from customer_import_error where import_id = any($1::text[])
    `,
    `
      delete from customer_import_refused where import_id = any($1::text[])
    `,
    `
      delete from customer_import_row where import_id = any($1::text[])
    `,
    `
      update customer_import set total = total + $1, invalid = invalid + $2, error_count = error_count + $3,
      heartbeat_at = clock_timestamp(), updated_at = clock_timestamp() where id = $4 and run_id = $5 and state in
      ('validating', 'importing') returning error_count
    `,
    `
      insert into customer_import_error (import_id, line, position, field, reason, raw) select $1, * from
      unnest($2::int[], $3::smallint[], $4::text[], $5::text[], $6::text[])
    `,
    `
      copy customer_import_row (import_id, line, new_id, id, external_id, email, has_account, company_name,
      first_name, last_name, phone, created_by, created_at, updated_at, metadata, clears, groups, addresses, raw) from
      stdin
    `,
    `
      update customer_import set total = total + $1, invalid = invalid + $2, error_count = error_count + $3,
      heartbeat_at = clock_timestamp(), updated_at = clock_timestamp() where id = $4 and run_id = $5 and state in
      ('validating', 'importing') returning error_count
    `,
    `
      analyze (skip_locked) customer
    `,
    `
      analyze (skip_locked) customer_address
    `,
    `
      analyze (skip_locked) customer_group_customer
    `,
    `
      analyze (skip_locked) customer_import_row
    `,
    `
      with repeats as ( select line, first_line from ( select line, min(line) over (partition by id) as first_line from
      customer_import_row where import_id = $1 and id in ( select id from customer_import_row where import_id = $2 and
      id is not null group by id having count(*) > 1 ) ) as ranked where line > first_line ), gone as ( delete from
      customer_import_row staged using repeats where staged.import_id = $3 and staged.line = repeats.line returning
      staged.line, first_line, raw ), counted as ( update customer_import set invalid = invalid + refused, error_count =
      error_count + refused from (select count(*)::int as refused from gone) as of_key where id = $4 returning 100000 -
      error_count + refused as room, case when error_count > 2000 then 500 else 10000 end as characters ), placed as (
      select gone.*, room, characters, row_number() over (order by line) as place from gone cross join counted ),
      dropped as ( insert into customer_import_refused (import_id, lines) select $5, array_agg(line) from placed where
      place > room having count(*) > 0 ) insert into customer_import_error (import_id, line, position, field, reason,
      raw) select $6, line, 0, 'id', 'The row names the customer of line ' || first_line || ' again.', left(raw,
      characters) from placed where place <= room
    `,
    `
      with repeats as ( select line, first_line from ( select line, min(line) over (partition by external_id) as
      first_line from customer_import_row where import_id = $1 and external_id in ( select external_id from
      customer_import_row where import_id = $2 and external_id is not null group by external_id having count(*) > 1 ) )
      as ranked where line > first_line ), gone as ( delete from customer_import_row staged using repeats where
      staged.import_id = $3 and staged.line = repeats.line returning staged.line, first_line, raw ), counted as ( update
      customer_import set invalid = invalid + refused, error_count = error_count + refused from (select count(*)::int as
      refused from gone) as of_key where id = $4 returning 100000 - error_count + refused as room, case when error_count
      > 2000 then 500 else 10000 end as characters ), placed as ( select gone.*, room, characters, row_number() over
      (order by line) as place from gone cross join counted ), dropped as ( insert into customer_import_refused
      (import_id, lines) select $5, array_agg(line) from placed where place > room having count(*) > 0 ) insert into
      customer_import_error (import_id, line, position, field, reason, raw) select $6, line, 0, 'external_id', 'The row
      names the customer of line ' || first_line || ' again.', left(raw, characters) from placed where place <= room
    `,
    `
      with repeats as ( select line, first_line from ( select line, least( min(line) over (partition by email,
      has_account), min(line) filter (where has_account is null) over (partition by email), case when has_account is
      null then min(line) over (partition by email) end ) as first_line from customer_import_row where import_id = $1
      and email in ( select email from customer_import_row where import_id = $2 and email is not null group by email
      having count(*) > 1 ) ) as ranked where line > first_line ), gone as ( delete from customer_import_row staged
      using repeats where staged.import_id = $3 and staged.line = repeats.line returning staged.line, first_line, raw ),
      counted as ( update customer_import set invalid = invalid + refused, error_count = error_count + refused from
      (select count(*)::int as refused from gone) as of_key where id = $4 returning 100000 - error_count + refused as
      room, case when error_count > 2000 then 500 else 10000 end as characters ), placed as ( select gone.*, room,
      characters, row_number() over (order by line) as place from gone cross join counted ), dropped as ( insert into
      customer_import_refused (import_id, lines) select $5, array_agg(line) from placed where place > room having
      count(*) > 0 ) insert into customer_import_error (import_id, line, position, field, reason, raw) select $6, line,
      0, 'email', 'The row names the customer of line ' || first_line || ' again.', left(raw, characters) from placed
      where place <= room
    `,
    `
      select max(line) as last_line, array_agg(id) filter (where id is not null)::text as ids, array_agg(external_id)
      filter (where external_id is not null)::text as external_ids, array_agg(email) filter (where email is not
      null)::text as emails from ( select *, row_number() over file_order as place, sum(jsonb_array_length(addresses))
      over file_order as address_count from ( select line, id, external_id, email, addresses from customer_import_row
      where import_id = $1 and line > $2 order by line limit $3 ) as next window file_order as (order by line rows
      unbounded preceding) ) as counted where place = 1 or coalesce(address_count, 0) <= 10000
    `,
    `
      with staged as materialized ( select * from customer_import_row where import_id = $1 and line > $2 and line <=
      $3 ), known as materialized ( select *, xmin::text as version from customer where id = any($4::text[]) or
      (external_id = any($5::text[]) and deleted_at is null) or (email = any($6::text[]) and deleted_at is null) )
      select staged.line, staged.new_id, to_jsonb(staged.groups) as groups, target.id as target_id, target.version,
      staged.addresses is not null as has_addresses, coalesce(staged.has_account, false) as has_account, target.id is
      not null and (target.external_id is distinct from (coalesce(staged.external_id, case when staged.clears & 1 = 0
      then target.external_id end)) or target.email is distinct from (coalesce(staged.email, case when staged.clears &
      2 = 0 then target.email end)) or target.company_name is distinct from (coalesce(staged.company_name, case when
      staged.clears & 4 = 0 then target.company_name end)) or target.first_name is distinct from
      (coalesce(staged.first_name, case when staged.clears & 8 = 0 then target.first_name end)) or target.last_name is
      distinct from (coalesce(staged.last_name, case when staged.clears & 16 = 0 then target.last_name end)) or
      target.phone is distinct from (coalesce(staged.phone, case when staged.clears & 32 = 0 then target.phone end))
      or target.created_by is distinct from (coalesce(staged.created_by, case when staged.clears & 64 = 0 then
      target.created_by end)) or target.metadata is distinct from (case when staged.metadata is null then case when
      staged.clears & 128 = 0 then target.metadata end when target.metadata is null then
      nullif(((coalesce(target.metadata, '{}') || staged.metadata) - case when staged.clears & 256 = 0 then
      '{}'::text[] else array(select key from jsonb_each(staged.metadata) where value = '""') end ), '{}') else
      ((coalesce(target.metadata, '{}') || staged.metadata) - case when staged.clears & 256 = 0 then '{}'::text[] else
      array(select key from jsonb_each(staged.metadata) where value = '""') end ) end)) as differs, target.id is not
      null and staged.groups is not null and exists ( select from unnest(staged.groups) as wanted (name) where not
      exists ( select from customer_group standing join customer_group_customer membership on
      membership.customer_group_id = standing.id and membership.deleted_at is null where standing.name = wanted.name
      and standing.deleted_at is null and membership.customer_id = target.id ) ) as joins, case when own.deleted_at is
      not null or own.id is null then merged.survivor_id end as merged_into, own.deleted_at is not null as is_deleted,
      case when outer_key.id <> coalesce(target.id, '') then outer_key.id end as external_id_of, case when holder.id
      <> coalesce(target.id, '') then holder.id end as email_of, staged.id is null and outer_key.id is null and
      staged.external_id is not null and holder.external_id is not null and holder.external_id <> staged.external_id
      as is_other_external, target.has_account <> staged.has_account as is_other_kind, ( select wanted.name from
      unnest(staged.groups) as wanted (name) where not exists ( select from customer_group standing where
      standing.name = wanted.name and standing.deleted_at is null ) limit 1 ) as unknown_group from staged left join
      known own on own.id = staged.id left join customer_merge merged on merged.merged_id = staged.id and
      merged.merged_id = any($7::text[]) left join known outer_key on outer_key.external_id = staged.external_id and
      outer_key.deleted_at is null left join known registered on registered.email = staged.email and
      registered.has_account and registered.deleted_at is null left join known guest on guest.email = staged.email and
      not guest.has_account and guest.deleted_at is null cross join lateral ( select case when staged.id is not null
      then coalesce(own.has_account, staged.has_account, false) else coalesce(outer_key.has_account,
      staged.has_account) end as has_account ) as kind cross join lateral ( select case when kind.has_account is null
      then coalesce(registered.id, guest.id) when kind.has_account then registered.id else guest.id end as id, case
      when kind.has_account is null and registered.id is not null or kind.has_account then registered.external_id else
      guest.external_id end as external_id ) as holder left join known target on target.id = case when staged.id is
      not null then case when own.deleted_at is null then own.id end else coalesce(outer_key.id, holder.id) end order
      by staged.line
    `,
    `
      update customer_import set total = total + $1, invalid = invalid + $2, error_count = error_count + $3,
      heartbeat_at = clock_timestamp(), updated_at = clock_timestamp() where id = $4 and run_id = $5 and state in
      ('validating', 'importing') returning error_count
    `,
    `
      select max(line) as last_line, array_agg(id) filter (where id is not null)::text as ids, array_agg(external_id)
      filter (where external_id is not null)::text as external_ids, array_agg(email) filter (where email is not
      null)::text as emails from ( select *, row_number() over file_order as place, sum(jsonb_array_length(addresses))
      over file_order as address_count from ( select line, id, external_id, email, addresses from customer_import_row
      where import_id = $1 and line > $2 order by line limit $3 ) as next window file_order as (order by line rows
      unbounded preceding) ) as counted where place = 1 or coalesce(address_count, 0) <= 10000
    `,
    `
      update customer_import set total = total + $1, invalid = invalid + $2, error_count = error_count + $3,
      heartbeat_at = clock_timestamp(), updated_at = clock_timestamp() where id = $4 and run_id = $5 and state in
      ('validating', 'importing') returning error_count
    `,
    `
      update customer_import set state = 'ready', expected = $1::jsonb, run_id = null, heartbeat_at = null, attempts =
      0, started_at = null, updated_at = clock_timestamp(), expires_at = clock_timestamp() + $2 * interval '1 hour'
      where id = $3 and run_id = $4 and state = 'validating' returning id, state, options, header, send_invitations,
      file_id, filename, total, invalid, error_count, created, updated, unchanged, skipped, expected, applied_line,
      error, created_by, started_at, completed_at, expires_at, created_at, updated_at
    `,
  ],
  "imports: is it whole": [
    `
      select id, state, options, header, send_invitations, file_id, filename, total, invalid, error_count, created,
      updated, unchanged, skipped, expected, applied_line, error, created_by, started_at, completed_at, expires_at,
      created_at, updated_at, run_id from customer_import where id = $1 and run_id = $2 and state in ('validating',
      'importing')
    `,
    `
      select count(*) from customer_import_row where import_id = $1 and line > $2
    `,
  ],
  "imports: read again": [
    `
      update customer_import set total = total + $1, invalid = invalid + $2, error_count = error_count + $3,
      heartbeat_at = clock_timestamp(), updated_at = clock_timestamp() where id = $4 and run_id = $5 and state in
      ('validating', 'importing') returning error_count
    `,
    `
      delete from customer_import_row where import_id = any($1::text[])
    `,
    `
      select id, state, options, header, send_invitations, file_id, filename, total, invalid, error_count, created,
      updated, unchanged, skipped, expected, applied_line, error, created_by, started_at, completed_at, expires_at,
      created_at, updated_at, run_id from customer_import where id = $1 and run_id = $2 and state in ('validating',
      'importing')
    `,
    `
      update customer_import set total = total + $1, invalid = invalid + $2, error_count = error_count + $3,
      heartbeat_at = clock_timestamp(), updated_at = clock_timestamp() where id = $4 and run_id = $5 and state in
      ('validating', 'importing') returning error_count
    `,
    `
      copy customer_import_row (import_id, line, new_id, id, external_id, email, has_account, company_name,
      first_name, last_name, phone, created_by, created_at, updated_at, metadata, clears, groups, addresses, raw) from
      stdin
    `,
    `
      update customer_import set total = total + $1, invalid = invalid + $2, error_count = error_count + $3,
      heartbeat_at = clock_timestamp(), updated_at = clock_timestamp() where id = $4 and run_id = $5 and state in
      ('validating', 'importing') returning error_count
    `,
    `
      delete from customer_import_row where import_id = $1 and line in ( select line from customer_import_error where
      import_id = $2 union all select unnest(lines) from customer_import_refused where import_id = $3 )
    `,
  ],
};

/** The statements of what stores rows, as they go to PostgreSQL, white space aside. */
export const IMPORTS_STORING: Record<string, string[]> = {
  "imports/decide: confirm": [
    `
      update customer_import set state = 'importing', send_invitations = $1, started_at = clock_timestamp(), attempts
      = 0, updated_at = clock_timestamp() where id = $2 and state = 'ready' and expires_at > clock_timestamp()
      returning id, state, options, header, send_invitations, file_id, filename, total, invalid, error_count, created,
      updated, unchanged, skipped, expected, applied_line, error, created_by, started_at, completed_at, expires_at,
      created_at, updated_at
    `,
  ],
  "imports/apply": [
    `
      select pg_advisory_xact_lock(hashtext('customer_import_batch'))
    `,
    `
      select id, state, options, header, send_invitations, file_id, filename, total, invalid, error_count, created,
      updated, unchanged, skipped, expected, applied_line, error, created_by, started_at, completed_at, expires_at,
      created_at, updated_at, run_id from customer_import where id = $1 and run_id = $2 and state in ('validating',
      'importing')
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
      select id, name from customer_group where name = any($1::text[]) and deleted_at is null order by id for no key
      update
    `,
    `
      insert into customer_group (id, name) select * from unnest($1::text[], $2::text[]) as made (id, name) order by
      name on conflict (name) where deleted_at is null do nothing returning id, name
    `,
    `
      select id, name from customer_group where name = any($1::text[]) and deleted_at is null order by id for no key
      update
    `,
    `
      select id, xmin::text as version from customer where id = any($1::text[]) and deleted_at is null order by id for
      no key update
    `,
    `
      update customer set external_id = coalesce(staged.external_id, case when staged.clears & 1 = 0 then
      customer.external_id end), email = coalesce(staged.email, case when staged.clears & 2 = 0 then customer.email
      end), company_name = coalesce(staged.company_name, case when staged.clears & 4 = 0 then customer.company_name
      end), first_name = coalesce(staged.first_name, case when staged.clears & 8 = 0 then customer.first_name end),
      last_name = coalesce(staged.last_name, case when staged.clears & 16 = 0 then customer.last_name end), phone =
      coalesce(staged.phone, case when staged.clears & 32 = 0 then customer.phone end), created_by =
      coalesce(staged.created_by, case when staged.clears & 64 = 0 then customer.created_by end), metadata = case when
      staged.metadata is null then case when staged.clears & 128 = 0 then customer.metadata end when customer.metadata
      is null then nullif(((coalesce(customer.metadata, '{}') || staged.metadata) - case when staged.clears & 256 = 0
      then '{}'::text[] else array(select key from jsonb_each(staged.metadata) where value = '""') end ), '{}') else
      ((coalesce(customer.metadata, '{}') || staged.metadata) - case when staged.clears & 256 = 0 then '{}'::text[]
      else array(select key from jsonb_each(staged.metadata) where value = '""') end ) end, updated_at =
      $1::timestamptz from unnest($2::int[], $3::text[]) as planned (line, target_id) join customer_import_row staged
      on staged.import_id = $4 and staged.line between $5 and $6 and staged.line = planned.line where customer.id =
      planned.target_id and customer.id = any($7::text[])
    `,
    `
      insert into customer ( id, external_id, email, has_account, company_name, first_name, last_name, phone,
      created_by, metadata, created_at, updated_at ) select new_id, external_id, email, coalesce(has_account, false),
      company_name, first_name, last_name, phone, created_by, (('{}'::jsonb || customer_import_row.metadata) - case
      when customer_import_row.clears & 256 = 0 then '{}'::text[] else array(select key from
      jsonb_each(customer_import_row.metadata) where value = '""') end ), coalesce(created_at, $1::timestamptz),
      coalesce(updated_at, created_at, $2::timestamptz) from customer_import_row where import_id = $3 and line between
      $4 and $5 and line = any($6::int[]) order by email, has_account returning id
    `,
    `
      insert into customer_address (id, customer_id, address_name, is_default_shipping, is_default_billing, company,
      first_name, last_name, address_1, address_2, city, country_code, province, postal_code, phone, metadata,
      created_at, updated_at) select given.address ->> 'id', pair.id, (given.address ->> 'address_name')::text,
      coalesce((given.address ->> 'is_default_shipping')::boolean, false), coalesce((given.address ->>
      'is_default_billing')::boolean, false), (given.address ->> 'company')::text, (given.address ->>
      'first_name')::text, (given.address ->> 'last_name')::text, (given.address ->> 'address_1')::text,
      (given.address ->> 'address_2')::text, (given.address ->> 'city')::text, (given.address ->>
      'country_code')::text, (given.address ->> 'province')::text, (given.address ->> 'postal_code')::text,
      (given.address ->> 'phone')::text, nullif(given.address -> 'metadata', 'null'), $1::timestamptz, $2::timestamptz
      from unnest($3::text[], $4::int[]) as pair (id, line) join customer_import_row staged on staged.import_id = $5
      and staged.line between $6 and $7 and staged.line = pair.line cross join lateral
      jsonb_array_elements(staged.addresses) as given (address) order by pair.id, given.address ->> 'id' returning id
    `,
    `
      select staged.line, staged.addresses from unnest($1::int[], $2::text[]) as planned (line, target_id) join
      customer_import_row staged on staged.import_id = $3 and staged.line between $4 and $5 and staged.line =
      planned.line where not coalesce(( select count(*) = jsonb_array_length(staged.addresses) and bool_and(
      address.address_name is not distinct from (given.address ->> 'address_name')::text and
      address.is_default_shipping = coalesce((given.address ->> 'is_default_shipping')::boolean,
      address.is_default_shipping) and address.is_default_billing = coalesce((given.address ->>
      'is_default_billing')::boolean, address.is_default_billing) and address.company is not distinct from
      (given.address ->> 'company')::text and address.first_name is not distinct from (given.address ->>
      'first_name')::text and address.last_name is not distinct from (given.address ->> 'last_name')::text and
      address.address_1 is not distinct from (given.address ->> 'address_1')::text and address.address_2 is not
      distinct from (given.address ->> 'address_2')::text and address.city is not distinct from (given.address ->>
      'city')::text and address.country_code is not distinct from (given.address ->> 'country_code')::text and
      address.province is not distinct from (given.address ->> 'province')::text and address.postal_code is not
      distinct from (given.address ->> 'postal_code')::text and address.phone is not distinct from (given.address ->>
      'phone')::text and not (coalesce(address.metadata, '{}') is distinct from coalesce(case when given.address ?
      'metadata' then case when nullif(given.address -> 'metadata', 'null') is null then null else
      coalesce(address.metadata, '{}') || (nullif(given.address -> 'metadata', 'null')) end else address.metadata end,
      '{}')) ) from ( select *, row_number() over (order by id) as place from customer_address where customer_id =
      planned.target_id and deleted_at is null ) as address cross join lateral (select staged.addresses ->
      (address.place - 1)::int as address) as given ), false)
    `,
    `
      select id, customer_id, address_name, is_default_shipping, is_default_billing, company, first_name, last_name,
      address_1, address_2, city, country_code, province, postal_code, phone from customer_address where customer_id =
      any($1::text[]) and deleted_at is null order by id for no key update
    `,
    `
      update customer_address set is_default_shipping = false, updated_at = $1::timestamptz where id = any($2::text[])
    `,
    `
      update customer_address address set address_name = case when given.address ? 'address_name' then (given.address
      ->> 'address_name')::text else address.address_name end, is_default_shipping = case when given.address ?
      'is_default_shipping' then (given.address ->> 'is_default_shipping')::boolean else address.is_default_shipping
      end, is_default_billing = case when given.address ? 'is_default_billing' then (given.address ->>
      'is_default_billing')::boolean else address.is_default_billing end, company = case when given.address ?
      'company' then (given.address ->> 'company')::text else address.company end, first_name = case when
      given.address ? 'first_name' then (given.address ->> 'first_name')::text else address.first_name end, last_name
      = case when given.address ? 'last_name' then (given.address ->> 'last_name')::text else address.last_name end,
      address_1 = case when given.address ? 'address_1' then (given.address ->> 'address_1')::text else
      address.address_1 end, address_2 = case when given.address ? 'address_2' then (given.address ->>
      'address_2')::text else address.address_2 end, city = case when given.address ? 'city' then (given.address ->>
      'city')::text else address.city end, country_code = case when given.address ? 'country_code' then (given.address
      ->> 'country_code')::text else address.country_code end, province = case when given.address ? 'province' then
      (given.address ->> 'province')::text else address.province end, postal_code = case when given.address ?
      'postal_code' then (given.address ->> 'postal_code')::text else address.postal_code end, phone = case when
      given.address ? 'phone' then (given.address ->> 'phone')::text else address.phone end, metadata = case when
      given.address ? 'metadata' then case when nullif(given.address -> 'metadata', 'null') is null then null else
      coalesce(address.metadata, '{}') || (nullif(given.address -> 'metadata', 'null')) end else address.metadata end,
      updated_at = $1::timestamptz from unnest($2::text[], $3::int[], $4::int[]) as pair (id, line, place) join
      customer_import_row staged on staged.import_id = $5 and staged.line between $6 and $7 and staged.line =
      pair.line cross join lateral (select staged.addresses -> pair.place as address) as given where address.id =
      pair.id and address.id = any($8::text[]) and (address.address_name is distinct from (case when given.address ?
      'address_name' then (given.address ->> 'address_name')::text else address.address_name end) or
      address.is_default_shipping is distinct from (case when given.address ? 'is_default_shipping' then
      (given.address ->> 'is_default_shipping')::boolean else address.is_default_shipping end) or
      address.is_default_billing is distinct from (case when given.address ? 'is_default_billing' then (given.address
      ->> 'is_default_billing')::boolean else address.is_default_billing end) or address.company is distinct from
      (case when given.address ? 'company' then (given.address ->> 'company')::text else address.company end) or
      address.first_name is distinct from (case when given.address ? 'first_name' then (given.address ->>
      'first_name')::text else address.first_name end) or address.last_name is distinct from (case when given.address
      ? 'last_name' then (given.address ->> 'last_name')::text else address.last_name end) or address.address_1 is
      distinct from (case when given.address ? 'address_1' then (given.address ->> 'address_1')::text else
      address.address_1 end) or address.address_2 is distinct from (case when given.address ? 'address_2' then
      (given.address ->> 'address_2')::text else address.address_2 end) or address.city is distinct from (case when
      given.address ? 'city' then (given.address ->> 'city')::text else address.city end) or address.country_code is
      distinct from (case when given.address ? 'country_code' then (given.address ->> 'country_code')::text else
      address.country_code end) or address.province is distinct from (case when given.address ? 'province' then
      (given.address ->> 'province')::text else address.province end) or address.postal_code is distinct from (case
      when given.address ? 'postal_code' then (given.address ->> 'postal_code')::text else address.postal_code end) or
      address.phone is distinct from (case when given.address ? 'phone' then (given.address ->> 'phone')::text else
      address.phone end) or coalesce(address.metadata, '{}') is distinct from coalesce(case when given.address ?
      'metadata' then case when nullif(given.address -> 'metadata', 'null') is null then null else
      coalesce(address.metadata, '{}') || (nullif(given.address -> 'metadata', 'null')) end else address.metadata end,
      '{}')) returning address.id, address.customer_id
    `,
    `
      insert into customer_address (id, customer_id, address_name, is_default_shipping, is_default_billing, company,
      first_name, last_name, address_1, address_2, city, country_code, province, postal_code, phone, metadata,
      created_at, updated_at) select given.address ->> 'id', pair.id, (given.address ->> 'address_name')::text,
      coalesce((given.address ->> 'is_default_shipping')::boolean, false), coalesce((given.address ->>
      'is_default_billing')::boolean, false), (given.address ->> 'company')::text, (given.address ->>
      'first_name')::text, (given.address ->> 'last_name')::text, (given.address ->> 'address_1')::text,
      (given.address ->> 'address_2')::text, (given.address ->> 'city')::text, (given.address ->>
      'country_code')::text, (given.address ->> 'province')::text, (given.address ->> 'postal_code')::text,
      (given.address ->> 'phone')::text, nullif(given.address -> 'metadata', 'null'), $1::timestamptz, $2::timestamptz
      from unnest($3::text[], $4::int[], $5::int[]) as pair (id, line, place) join customer_import_row staged on
      staged.import_id = $6 and staged.line between $7 and $8 and staged.line = pair.line cross join lateral (select
      staged.addresses -> pair.place as address) as given order by pair.id, given.address ->> 'id' returning id
    `,
    `
      select id, deleted_at is not null as is_deleted from customer_group where id = any($1::text[]) order by id for
      no key update
    `,
    `
      with wanted as ( select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::jsonb[]) as pair (id,
      customer_id, customer_group_id, created_by, metadata) ), standing as ( select distinct on
      (membership.customer_group_id, membership.customer_id) membership.id, membership.customer_id,
      membership.customer_group_id from wanted join customer_group_customer membership using (customer_id,
      customer_group_id) where membership.customer_id = any(array(select customer_id from wanted)) and
      membership.deleted_at is null order by membership.customer_group_id, membership.customer_id,
      membership.created_at, membership.id ), made as ( insert into customer_group_customer (id, customer_id,
      customer_group_id, created_by, metadata, unique_membership) select id, customer_id, customer_group_id,
      created_by, metadata, true from wanted where not exists ( select from standing where standing.customer_id =
      wanted.customer_id and standing.customer_group_id = wanted.customer_group_id ) order by customer_id,
      customer_group_id on conflict (customer_group_id, customer_id) where unique_membership and deleted_at is null do
      nothing returning id, customer_id, customer_group_id ) select id, customer_id, customer_group_id, false as
      created from standing union all select id, customer_id, customer_group_id, true as created from made
    `,
    `
      insert into customer_invitation (id, customer_id, created_by, state, import_id) select invited.id,
      invited.customer_id, $1::text, $2::text, $3::text from unnest($4::text[], $5::text[]) as invited (id,
      customer_id) on conflict (customer_id) where state in ('held', 'waiting', 'announced', 'sent') do nothing
      returning id
    `,
    `
      update customer_import set applied_line = $1, created = created + $2, updated = updated + $3, unchanged =
      unchanged + $4, skipped = skipped + $5, invalid = invalid + $6, error_count = error_count + $7, attempts = 0,
      heartbeat_at = clock_timestamp(), updated_at = clock_timestamp() where id = $8 and run_id = $9 and state =
      'importing' returning error_count
    `,
  ],
  "imports/apply: nothing left": [
    `
      select pg_advisory_xact_lock(hashtext('customer_import_batch'))
    `,
    `
      select id, state, options, header, send_invitations, file_id, filename, total, invalid, error_count, created,
      updated, unchanged, skipped, expected, applied_line, error, created_by, started_at, completed_at, expires_at,
      created_at, updated_at, run_id from customer_import where id = $1 and run_id = $2 and state in ('validating',
      'importing')
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
      select id, state, options, header, send_invitations, file_id, filename, total, invalid, error_count, created,
      updated, unchanged, skipped, expected, applied_line, error, created_by, started_at, completed_at, expires_at,
      created_at, updated_at, run_id from customer_import where id = $1 and run_id = $2 and state in ('validating',
      'importing')
    `,
  ],
};

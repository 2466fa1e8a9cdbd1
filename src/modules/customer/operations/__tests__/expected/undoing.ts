/** The statements of operations that keep, undo, restore and swap, as they go to PostgreSQL, white space aside. */
export const UNDOING: Record<string, string[]> = {
  "snapshots/take": [
    `
      select to_jsonb(customer) as row from customer where id = any($1::text[]) and deleted_at is null order by id
    `,
  ],
  "snapshots/restore": [
    `
      with kept as ( select snapshot -> 'row' as before, snapshot -> 'accepted' as accepted from
      jsonb_array_elements($1::jsonb) as snapshot ), current as ( select customer.id, to_jsonb(customer) as now
      from customer where id in (select before ->> 'id' from kept) order by id for update ), ours as ( select
      kept.before, current.now from kept join current on current.id = kept.before ->> 'id' where not exists (
      select from jsonb_each(current.now - 'updated_at' - 'search_text') as field (name, value) where value is
      distinct from kept.before -> name and not exists (select from jsonb_array_elements(kept.accepted -> name) as
      accepted (one) where one = value) ) and not exists ( select from customer standing where standing.email =
      kept.before ->> 'email' and standing.has_account = (kept.before ->> 'has_account')::boolean and
      standing.deleted_at is null and standing.id <> kept.before ->> 'id' ) ), written as ( update customer set
      company_name = old.company_name, first_name = old.first_name, last_name = old.last_name, email = old.email,
      phone = old.phone, has_account = old.has_account, metadata = old.metadata, created_by = old.created_by,
      external_id = old.external_id, created_at = old.created_at, updated_at = old.updated_at from ours,
      jsonb_populate_record(null::customer, ours.before) as old where customer.id = old.id and ours.now <>
      ours.before returning customer.id ) select (select coalesce(json_agg(id order by id), '[]') from written) as
      restored, ( select coalesce(json_agg(before ->> 'id' order by before ->> 'id'), '[]') from kept where before
      ->> 'id' not in (select before ->> 'id' from ours) ) as refused
    `,
  ],
  "snapshots/take: addresses": [
    `
      select "c0"."id" from "customer_address" as "c0" where "c0"."id" in ($1, $2) and "c0"."deleted_at" is null
      order by "c0"."id" asc
    `,
    `
      select to_jsonb(customer_address) as row from customer_address where id = any($1::text[]) and deleted_at is
      null order by id
    `,
  ],
  "snapshots/restore: addresses": [
    `
      select id from customer where id = any(array(select customer_id from customer_address where id =
      any($1::text[]))) order by id for no key update
    `,
    `
      with kept as ( select snapshot -> 'row' as before, snapshot -> 'accepted' as accepted from
      jsonb_array_elements($1::jsonb) as snapshot ), current as ( select customer_address.id,
      to_jsonb(customer_address) as now from customer_address where id in (select before ->> 'id' from kept) order
      by id for update ), ours as ( select kept.before, current.now from kept join current on current.id =
      kept.before ->> 'id' where not exists ( select from jsonb_each(current.now - 'updated_at' - 'search_text')
      as field (name, value) where value is distinct from kept.before -> name and not exists (select from
      jsonb_array_elements(kept.accepted -> name) as accepted (one) where one = value) ) ), written as ( update
      customer_address set customer_id = old.customer_id, address_name = old.address_name, company = old.company,
      first_name = old.first_name, last_name = old.last_name, address_1 = old.address_1, address_2 =
      old.address_2, city = old.city, country_code = old.country_code, province = old.province, postal_code =
      old.postal_code, phone = old.phone, metadata = old.metadata, created_at = old.created_at, updated_at =
      old.updated_at, is_default_shipping = old.is_default_shipping and not exists ( select from customer_address
      standing where standing.customer_id = old.customer_id and standing.is_default_shipping and
      standing.deleted_at is null and standing.id <> old.id ), is_default_billing = old.is_default_billing and not
      exists ( select from customer_address standing where standing.customer_id = old.customer_id and
      standing.is_default_billing and standing.deleted_at is null and standing.id <> old.id ) from ours,
      jsonb_populate_record(null::customer_address, ours.before) as old where customer_address.id = old.id and
      ours.now <> ours.before returning customer_address.id ) select (select coalesce(json_agg(id order by id),
      '[]') from written) as restored, ( select coalesce(json_agg(before ->> 'id' order by before ->> 'id'), '[]')
      from kept where before ->> 'id' not in (select before ->> 'id' from ours) ) as refused
    `,
  ],
  "addresses/set-default": [
    `
      select "id" from "customer" where "id" = $1 limit $2 for no key update
    `,
    `
      select id from customer_address where customer_id = $1 and deleted_at is null and (is_default_shipping or id
      = $2::text) order by id for no key update
    `,
    `
      with before as ( select id, is_default_shipping as is_default, updated_at from customer_address where
      customer_id = $1 and deleted_at is null and (is_default_shipping <> (id is not distinct from $2::text)) and
      (is_default_shipping or id = $3::text) ), cleared as ( update customer_address set is_default_shipping =
      false, updated_at = now() from before where customer_address.id = before.id and before.is_default returning
      customer_address.id ), marked as ( update customer_address set is_default_shipping = true, updated_at =
      now() from before where customer_address.id = before.id and not before.is_default and (select count(*) from
      cleared) >= 0 returning customer_address.id ) select before.id, before.is_default, before.updated_at::text,
      now()::text as written_at from before where id in (select id from cleared union all select id from marked)
    `,
  ],
  "addresses/set-default: undone": [
    `
      select "id" from "customer" where "id" = $1 limit $2 for no key update
    `,
    `
      select id, is_default_shipping as is_default from customer_address where customer_id = $1 and deleted_at is
      null and (is_default_shipping or id = any($2::text[]) or id = $3::text) order by id for no key update
    `,
    `
      with before as ( select * from jsonb_to_recordset($1::jsonb) as address (id text, is_default boolean,
      updated_at timestamptz, written_at timestamptz) ), cleared as ( update customer_address set
      is_default_shipping = false, updated_at = case when customer_address.updated_at = before.written_at then
      before.updated_at else customer_address.updated_at end from before where customer_address.id = before.id and
      not before.is_default and customer_address.deleted_at is null returning customer_address.id ), marked as (
      update customer_address set is_default_shipping = true, updated_at = case when customer_address.updated_at =
      before.written_at then before.updated_at else customer_address.updated_at end from before where
      customer_address.id = before.id and before.is_default and customer_address.deleted_at is null and (select
      count(*) from cleared) >= 0 returning customer_address.id ) select id from cleared union all select id from
      marked
    `,
  ],
  "addresses/set-default: none": [
    `
      select "id" from "customer" where "id" = $1 limit $2 for no key update
    `,
    `
      select id from customer_address where customer_id = $1 and deleted_at is null and (is_default_billing or id
      = $2::text) order by id for no key update
    `,
    `
      with before as ( select id, is_default_billing as is_default, updated_at from customer_address where
      customer_id = $1 and deleted_at is null and (is_default_billing <> (id is not distinct from $2::text)) and
      (is_default_billing or id = $3::text) ), cleared as ( update customer_address set is_default_billing =
      false, updated_at = now() from before where customer_address.id = before.id and before.is_default returning
      customer_address.id ), marked as ( update customer_address set is_default_billing = true, updated_at = now()
      from before where customer_address.id = before.id and not before.is_default and (select count(*) from
      cleared) >= 0 returning customer_address.id ) select before.id, before.is_default, before.updated_at::text,
      now()::text as written_at from before where id in (select id from cleared union all select id from marked)
    `,
  ],
  "addresses/lock-customers": [
    `
      select id from customer where id = any(array(select customer_id from customer_address where id =
      any($1::text[]))) order by id for no key update
    `,
    `
      with target as ( select customer_address.id, customer_address.address_name,
      customer_address.is_default_shipping, customer_address.is_default_billing, customer_address.company,
      customer_address.first_name, customer_address.last_name, customer_address.address_1, customer_address.address_2,
      customer_address.city, customer_address.country_code, customer_address.province, customer_address.postal_code,
      customer_address.phone, customer_address.metadata, customer_address.customer_id, customer_address.created_at,
      customer_address.updated_at, customer_address.deleted_at from customer_address where id = any($1::text[]) and
      deleted_at is null order by id for no key update ), changed as ( update customer_address set is_default_billing
      = $2::boolean, updated_at = $3::timestamptz where id = any(array( select id from target where is_default_billing
      is distinct from $4::boolean )) returning customer_address.id, customer_address.address_name,
      customer_address.is_default_shipping, customer_address.is_default_billing, customer_address.company,
      customer_address.first_name, customer_address.last_name, customer_address.address_1, customer_address.address_2,
      customer_address.city, customer_address.country_code, customer_address.province, customer_address.postal_code,
      customer_address.phone, customer_address.metadata, customer_address.customer_id, customer_address.created_at,
      customer_address.updated_at, customer_address.deleted_at ) select *, true as changed from changed union all
      select *, false from target where id not in (select id from changed) order by id
    `,
  ],
  "memberships/change": [
    `
      select id, deleted_at is not null as is_deleted from customer_group where id = any($1::text[]) order by id
      for no key update
    `,
    `
      with wanted as ( select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::jsonb[]) as pair
      (id, customer_id, customer_group_id, created_by, metadata) ), standing as ( select distinct on
      (membership.customer_group_id, membership.customer_id) membership.id, membership.customer_id,
      membership.customer_group_id from wanted join customer_group_customer membership using (customer_id,
      customer_group_id) where membership.customer_id = any(array(select customer_id from wanted)) and
      membership.deleted_at is null order by membership.customer_group_id, membership.customer_id,
      membership.created_at, membership.id ), made as ( insert into customer_group_customer (id, customer_id,
      customer_group_id, created_by, metadata, unique_membership) select id, customer_id, customer_group_id,
      created_by, metadata, true from wanted where not exists ( select from standing where standing.customer_id =
      wanted.customer_id and standing.customer_group_id = wanted.customer_group_id ) order by customer_id,
      customer_group_id on conflict (customer_group_id, customer_id) where unique_membership and deleted_at is
      null do nothing returning id, customer_id, customer_group_id ) select id, customer_id, customer_group_id,
      false as created from standing union all select id, customer_id, customer_group_id, true as created from
      made
    `,
    `
      select to_jsonb(membership) as row from unnest($1::text[], $2::text[]) as pair (customer_id,
      customer_group_id) join customer_group_customer membership using (customer_id, customer_group_id) where
      membership.customer_id = any($3::text[]) order by membership.id for update of membership
    `,
    `
      with ending as ( select membership.id from unnest($1::text[], $2::text[]) as pair (customer_id,
      customer_group_id) join customer_group_customer membership using (customer_id, customer_group_id) where
      membership.customer_id = any($3::text[]) order by membership.id for update of membership ) delete from
      customer_group_customer where id = any(array(select id from ending)) returning id, deleted_at is null as
      was_live
    `,
  ],
  "memberships/undo-change": [
    `
      select id from customer_group where id = any($1::text[]) and deleted_at is null order by id for no key
      update
    `,
    `
      with doomed as (select id from customer_group_customer where id = any($1::text[]) order by id for update)
      delete from customer_group_customer where id = any(array(select id from doomed)) returning id
    `,
    `
      with old as (select * from jsonb_populate_recordset(null::customer_group_customer, $1::jsonb)), possible as
      ( select old.* from old join customer on customer.id = old.customer_id where old.customer_group_id =
      any($2::text[]) ), restored as ( insert into customer_group_customer select possible.* from possible where
      not exists ( select from customer_group_customer standing where standing.customer_id = possible.customer_id
      and standing.customer_group_id = possible.customer_group_id and standing.deleted_at is null ) order by
      customer_id, customer_group_id on conflict do nothing returning id ) select (select coalesce(json_agg(id
      order by id), '[]') from restored) as restored_ids, (select coalesce(json_agg(id order by id), '[]') from
      old where id not in (select id from possible)) as refused_ids
    `,
  ],
  "memberships/restore": [
    `
      select id from customer_group where id in (select customer_group_id from customer_group_customer where id =
      any(array(select unnest($1::text[])))) order by id for no key update
    `,
    `
      with deleted as ( select membership.* from customer_group_customer membership join customer_group on
      customer_group.id = membership.customer_group_id and customer_group.deleted_at is null where membership.id =
      any(array(select unnest($1::text[]))) and membership.deleted_at is not null ), standing as ( select
      customer_group_id, customer_id from customer_group_customer where customer_id = any(array(select customer_id
      from deleted)) and deleted_at is null ), coming as ( select distinct on (customer_group_id, customer_id) id
      from deleted where (customer_group_id, customer_id) not in (select customer_group_id, customer_id from
      standing) order by customer_group_id, customer_id, created_at, id ) update customer_group_customer set
      deleted_at = null, updated_at = now() where id = any(array(select id from coming)) returning id
    `,
  ],
  "memberships/assert-live-customers": [
    `
      select id from customer_group where id = $1 and deleted_at is null for no key update
    `,
    `
      select id from customer where id = any($1::text[]) and deleted_at is null order by id for key share
    `,
    `
      with coming as (select distinct unnest($1::text[]) as id), leaving as (select null::text as id where false),
      made as ( insert into customer_group_customer (id, customer_id, customer_group_id, unique_membership) select
      $2::text || upper(lpad(to_hex(row_number() over (order by id)), 8, '0')), id, $3::text, true from (select id
      from coming except select id from leaving) as wanted where not exists ( select from customer_group_customer
      standing where standing.customer_group_id = $4::text and standing.customer_id = wanted.id and
      standing.deleted_at is null ) order by id returning id, customer_id ), noted as ( insert into
      customers_membership_batch (batch_id, membership_id, customer_id) select $5::text, id, customer_id from made
      returning customer_id ) select count(*) as added from noted
    `,
    `
      select membership_id, customer_id, membership is null as added from customers_membership_batch where
      batch_id = $1 and membership_id > $2 and (membership ->> 'deleted_at') is null order by membership_id limit
      $3
    `,
  ],
};

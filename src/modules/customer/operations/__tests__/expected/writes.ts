/** The statements of each operation that writes, as they go to PostgreSQL, white space aside: one a call, unless more are listed. */
export const WRITES: Record<string, string[]> = {
  "rows/insert: customers": [
    `
      insert into customer (id, email, has_account, created_at, updated_at) select unnest($1::text[]),
      unnest($2::text[]), unnest($3::boolean[]), $4::timestamptz, $5::timestamptz
    `,
  ],
  "rows/insert: addresses": [
    `
      select id, deleted_at is not null as is_deleted from customer where id = any($1::text[]) order by id for key
      share
    `,
    `
      insert into customer_address (id, is_default_shipping, is_default_billing, customer_id, created_at, updated_at)
      select unnest($1::text[]), unnest($2::boolean[]), unnest($3::boolean[]), unnest($4::text[]), $5::timestamptz,
      $6::timestamptz
    `,
  ],
  "rows/insert: groups": [
    `
      insert into customer_group (id, name, created_at, updated_at) select unnest($1::text[]), unnest($2::text[]),
      $3::timestamptz, $4::timestamptz
    `,
  ],
  "rows/write-rows: the second cannot be written": [
    `
      insert into customer_group (id, name, created_at, updated_at) select unnest($1::text[]), unnest($2::text[]),
      $3::timestamptz, $4::timestamptz
    `,
    `
      insert into customer_group (id, name, created_at, updated_at) select unnest($1::text[]), unnest($2::text[]),
      $3::timestamptz, $4::timestamptz
    `,
    `
      insert into customer_group (id, name, created_at, updated_at) select unnest($1::text[]), unnest($2::text[]),
      $3::timestamptz, $4::timestamptz
    `,
  ],
  "memberships/add": [
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
  ],
  "memberships/remove": [
    `
      with ending as ( select membership.id from unnest($1::text[], $2::text[]) as pair (customer_id,
      customer_group_id) join customer_group_customer membership using (customer_id, customer_group_id) where
      membership.customer_id = any($3::text[]) order by membership.id for update of membership ) delete from
      customer_group_customer where id = any(array(select id from ending)) returning id, deleted_at is null as
      was_live
    `,
  ],
  "rows/update": [
    `
      with target as ( select customer.id, customer.company_name, customer.first_name, customer.last_name,
      customer.email, customer.phone, customer.has_account, customer.metadata, customer.created_by,
      customer.external_id, customer.created_at, customer.updated_at, customer.deleted_at from customer where id =
      any($1::text[]) and deleted_at is null order by id for no key update ), changed as ( update customer set phone =
      $2::text, metadata = (coalesce(metadata, '{}') || $3::jsonb) - $4::text[], updated_at = $5::timestamptz where id
      = any(array( select id from target where phone is distinct from $6::text or metadata is distinct from
      (coalesce(metadata, '{}') || $7::jsonb) - $8::text[] )) returning customer.id, customer.company_name,
      customer.first_name, customer.last_name, customer.email, customer.phone, customer.has_account,
      customer.metadata, customer.created_by, customer.external_id, customer.created_at, customer.updated_at,
      customer.deleted_at ) select *, true as changed from changed union all select *, false from target where id not
      in (select id from changed) order by id
    `,
  ],
  "rows/update: nothing given": [
    `
      select customer.id, customer.company_name, customer.first_name, customer.last_name, customer.email,
      customer.phone, customer.has_account, customer.metadata, customer.created_by, customer.external_id, customer.created_at,
      customer.updated_at, customer.deleted_at from customer where id = any($1::text[]) and deleted_at is null order
      by id
    `,
  ],
  "rows/update: metadata cleared": [
    `
      with target as ( select customer.id, customer.company_name, customer.first_name, customer.last_name,
      customer.email, customer.phone, customer.has_account, customer.metadata, customer.created_by,
      customer.external_id, customer.created_at, customer.updated_at, customer.deleted_at from customer where id =
      any($1::text[]) and deleted_at is null order by id for no key update ), changed as ( update customer set
      metadata = $2::jsonb, updated_at = $3::timestamptz where id = any(array( select id from target where metadata is
      distinct from $4::jsonb )) returning customer.id, customer.company_name, customer.first_name,
      customer.last_name, customer.email, customer.phone, customer.has_account, customer.metadata,
      customer.created_by, customer.external_id, customer.created_at, customer.updated_at, customer.deleted_at )
      select *, true as changed from changed union all select *, false from target where id not in (select id from
      changed) order by id
    `,
  ],
  "rows/update: metadata of no keys": [
    `
      with target as ( select customer.id, customer.company_name, customer.first_name, customer.last_name,
      customer.email, customer.phone, customer.has_account, customer.metadata, customer.created_by,
      customer.external_id, customer.created_at, customer.updated_at, customer.deleted_at from customer where id =
      any($1::text[]) and deleted_at is null order by id for no key update ), changed as ( update customer set
      metadata = metadata, updated_at = $2::timestamptz where id = any(array( select id from target where metadata is
      distinct from metadata )) returning customer.id, customer.company_name, customer.first_name, customer.last_name,
      customer.email, customer.phone, customer.has_account, customer.metadata, customer.created_by,
      customer.external_id, customer.created_at, customer.updated_at, customer.deleted_at ) select *, true as changed
      from changed union all select *, false from target where id not in (select id from changed) order by id
    `,
  ],
  "snapshots/take": [
    `
      select to_jsonb(customer) as row from customer where id = any($1::text[]) and deleted_at is null order by id
    `,
  ],
  "rows/delete: soft": [
    `
      with doomed as ( select id from customer_address where id = any($1::text[]) and deleted_at is null order by id
      for update ) update customer_address set deleted_at = $2::timestamptz, updated_at = $3::timestamptz where id =
      any(array(select id from doomed)) returning id
    `,
  ],
  "addresses/restore": [
    `
      select id from customer where id = any(array(select customer_id from customer_address where id =
      any($1::text[]))) order by id for no key update
    `,
    `
      with returning_rows as ( select id, customer_id, is_default_shipping and 1 = row_number() over ( partition
      by customer_id, is_default_shipping order by created_at desc, id desc ) as first_shipping,
      is_default_billing and 1 = row_number() over ( partition by customer_id, is_default_billing order by
      created_at desc, id desc ) as first_billing from customer_address where id = any($1::text[]) and deleted_at
      is not null ) update customer_address set deleted_at = null, updated_at = $2::timestamptz,
      is_default_shipping = first_shipping and not exists ( select from customer_address standing where
      standing.customer_id = returning_rows.customer_id and standing.is_default_shipping and standing.deleted_at
      is null ), is_default_billing = first_billing and not exists ( select from customer_address standing where
      standing.customer_id = returning_rows.customer_id and standing.is_default_billing and standing.deleted_at is
      null ) from returning_rows where customer_address.id = returning_rows.id and customer_address.id =
      any(array(select id from returning_rows)) returning customer_address.id
    `,
  ],
  "customers/soft-delete": [
    `
      select id from customer where id = any($1::text[]) and deleted_at is null order by id for update
    `,
    `
      with deleted as ( update customer set deleted_at = $1::timestamptz, updated_at = $2::timestamptz where id =
      any($3::text[]) returning id ), going_along as ( select id from customer_address where customer_id =
      any($4::text[]) and deleted_at is null order by id for update ), addresses as ( update customer_address set
      deleted_at = $5::timestamptz, updated_at = $6::timestamptz where id = any(array(select id from going_along))
      returning id ) select (select coalesce(json_agg(id order by id), '[]') from deleted) as customer_ids, (select
      coalesce(json_agg(id order by id), '[]') from addresses) as address_ids
    `,
  ],
  "customers/restore": [
    `
      select id, email, has_account from customer where id = any($1::text[]) and deleted_at is not null order by
      id for update
    `,
    `
      select merged_id, survivor_id from customer_merge where merged_id = any($1::text[]) order by merged_id
    `,
    `
      select customer_address.id from customer_address join customer on customer.id = customer_address.customer_id
      where customer_address.customer_id = any(array(select unnest($1::text[]))) and customer_address.deleted_at =
      customer.deleted_at
    `,
    `
      with coming as ( select * from unnest($1::text[], $2::text[], $3::boolean[]) as customer (id, email,
      has_account) ) select coming.id, standing.id as taken_by from customer standing join coming using (email,
      has_account) where standing.email = any(array(select email from coming)) and standing.deleted_at is null
      union all select later.id, earlier.id from coming later join coming earlier on earlier.email = later.email
      and earlier.has_account = later.has_account and earlier.id < later.id order by 1, 2
    `,
    `
      update customer set deleted_at = null, updated_at = $1::timestamptz where id = any($2::text[]) returning id
    `,
    `
      select id from customer where id = any(array(select customer_id from customer_address where id =
      any($1::text[]))) order by id for no key update
    `,
    `
      with returning_rows as ( select id, customer_id, is_default_shipping and 1 = row_number() over ( partition
      by customer_id, is_default_shipping order by created_at desc, id desc ) as first_shipping,
      is_default_billing and 1 = row_number() over ( partition by customer_id, is_default_billing order by
      created_at desc, id desc ) as first_billing from customer_address where id = any($1::text[]) and deleted_at
      is not null ) update customer_address set deleted_at = null, updated_at = $2::timestamptz,
      is_default_shipping = first_shipping and not exists ( select from customer_address standing where
      standing.customer_id = returning_rows.customer_id and standing.is_default_shipping and standing.deleted_at
      is null ), is_default_billing = first_billing and not exists ( select from customer_address standing where
      standing.customer_id = returning_rows.customer_id and standing.is_default_billing and standing.deleted_at is
      null ) from returning_rows where customer_address.id = returning_rows.id and customer_address.id =
      any(array(select id from returning_rows)) returning customer_address.id
    `,
  ],
  "groups/soft-delete": [
    `
      select id from customer_group where id = any($1::text[]) and deleted_at is null order by id for update
    `,
    `
      with deleted as ( update customer_group set deleted_at = $1::timestamptz, updated_at = $2::timestamptz where
      id = any($3::text[]) returning id ), going_along as ( select id from customer_group_customer where
      customer_group_id = any($4::text[]) and deleted_at is null order by id for update ), memberships as ( update
      customer_group_customer set deleted_at = $5::timestamptz, updated_at = $6::timestamptz where id =
      any(array(select id from going_along)) ) select id from deleted order by id
    `,
  ],
  "groups/restore": [
    `
      select id from customer_group where id = any($1::text[]) and deleted_at is not null order by id for update
    `,
    `
      select coming.id, standing.id as taken_by from customer_group coming join customer_group standing on
      standing.name = coming.name and standing.id <> coming.id where coming.id = any($1::text[]) and
      (standing.deleted_at is null or (standing.id = any($2::text[]) and standing.id < coming.id)) order by 1, 2
    `,
    `
      with coming as ( select id, deleted_at from customer_group where id = any($1::text[]) ), memberships as ( update
      customer_group_customer membership set deleted_at = null, updated_at = $2::timestamptz from coming where
      membership.customer_group_id = coming.id and membership.deleted_at = coming.deleted_at and not exists ( select
      from customer_group_customer standing where standing.customer_group_id = membership.customer_group_id and
      standing.customer_id = membership.customer_id and standing.deleted_at is null ) ) update customer_group set
      deleted_at = null, updated_at = $3::timestamptz from coming where customer_group.id = coming.id returning
      customer_group.id
    `,
  ],
  "rows/delete": [
    `
      with doomed as (select id from customer where id = any($1::text[]) order by id for update) delete from customer
      where id = any(array(select id from doomed)) returning id
    `,
  ],
};

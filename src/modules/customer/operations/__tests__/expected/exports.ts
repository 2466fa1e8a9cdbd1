/** The statements of exports, as they go to PostgreSQL, white space aside. */
export const EXPORTS: Record<string, string[]> = {
  "exports/read-customers: csv": [
    `
      select coalesce(max(addresses), 0) as most from ( select count(*) as addresses from customer_address where
      deleted_at is null and customer_id in (select "c0"."id" from "customer" as "c0" where "c0"."deleted_at" is
      null) group by customer_id ) as counted
    `,
    `
      declare customers_export no scroll cursor for select row(c0.id, c0.external_id, c0.email,
      c0.has_account::text,
      c0.company_name, c0.first_name, c0.last_name, c0.phone, c0.created_by, to_char(c0.created_at at time zone
      'UTC', case when c0.created_at = date_trunc('milliseconds', c0.created_at) then
      'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"' else 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"' end), to_char(c0.updated_at at time zone
      'UTC', case when c0.updated_at = date_trunc('milliseconds', c0.updated_at) then
      'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"' else 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"' end), c0.metadata)::text as record,
      "addresses", "groups" from "customer" as "c0"
      left join ( select customer_id, string_agg(row(address_name, is_default_shipping::text,
      is_default_billing::text, company, first_name, last_name, address_1, address_2, city, country_code, province,
      postal_code, phone, metadata)::text, '' order by id) as addresses from customer_address where deleted_at is
      null group by customer_id ) as owned on owned.customer_id = c0.id left join ( select customer_id,
      string_agg(row(name)::text, '' order by name) as groups from ( select distinct membership.customer_id,
      customer_group.name from customer_group_customer membership join customer_group on customer_group.id =
      membership.customer_group_id and customer_group.deleted_at is null where membership.deleted_at is null ) as
      named group by customer_id ) as joined on joined.customer_id = c0.id where "c0"."deleted_at" is null order
      by "c0"."id" asc
    `,
    `
      fetch forward 1000 from customers_export
    `,
    `
      fetch forward 1000 from customers_export
    `,
  ],
  "exports/read-customers: two columns as json lines": [
    `
      declare customers_export no scroll cursor for select row(c0.email, to_char(c0.created_at at time zone 'UTC',
      case when c0.created_at = date_trunc('milliseconds', c0.created_at) then 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"' else
      'YYYY-MM-DD"T"HH24:MI:SS.US"Z"' end))::text as record from "customer" as "c0" where
      "c0"."has_account" = $1 and "c0"."deleted_at" is null order by "c0"."id" asc
    `,
    `
      fetch forward 1000 from customers_export
    `,
    `
      fetch forward 1000 from customers_export
    `,
  ],
  "exports/read-customers: whom a filter names": [
    `
      declare customers_export no scroll cursor for select row(c0.id)::text as record, "addresses", "groups" from
      "customer" as "c0" left join ( select customer_id, string_agg(row(address_name, is_default_shipping::text,
      is_default_billing::text, company, first_name, last_name, address_1, address_2, city, country_code, province,
      postal_code, phone, metadata)::text, '' order by id) as addresses from customer_address where deleted_at is
      null and customer_id in (select "c0"."id" from "customer" as "c0" where "c0"."has_account" = $1 and
      "c0"."deleted_at" is null) group by customer_id ) as owned on owned.customer_id = c0.id left join ( select
      customer_id, string_agg(row(name)::text, '' order by name) as groups from ( select distinct
      membership.customer_id, customer_group.name from customer_group_customer membership join customer_group on
      customer_group.id = membership.customer_group_id and customer_group.deleted_at is null where
      membership.deleted_at is null and customer_id in (select "c0"."id" from "customer" as "c0" where
      "c0"."has_account" = $2 and "c0"."deleted_at" is null) ) as named group by customer_id ) as joined on
      joined.customer_id = c0.id where "c0"."has_account" = $3 and "c0"."deleted_at" is null order by "c0"."id" asc
    `,
    `
      fetch forward 1000 from customers_export
    `,
    `
      fetch forward 1000 from customers_export
    `,
  ],
  "exports/create": [
    `
      select "c0"."id" from "customer" as "c0" where "c0"."deleted_at" is null and false
    `,
    `
      select pg_advisory_xact_lock(hashtext('customer_export'))
    `,
    `
      insert into customer_export (id, format, columns, filters, created_by) select $1, $2, $3::jsonb, $4::jsonb,
      $5 where (select count(*) from customer_export where state = 'pending') < 20 returning id, state, format,
      columns, filters, row_count, file_id, error, created_by, completed_at, expires_at, created_at, updated_at
    `,
  ],
  "exports/find": [
    `
      select id, state, format, columns, filters, row_count, file_id, error, created_by, completed_at, expires_at,
      created_at, updated_at from customer_export where id = $1
    `,
  ],
  "exports/find: a page": [
    `
      select id, state, format, columns, filters, row_count, file_id, error, created_by, completed_at, expires_at,
      created_at, updated_at from customer_export order by id desc limit $1 offset $2
    `,
    `
      select count(*) from customer_export
    `,
  ],
  "exports/claim: open": [
    `
      select id from customer_export where state in ('pending', 'running') and (state = 'pending' or (state =
      'running' and not (state = 'running' and heartbeat_at > clock_timestamp() - interval '60 seconds'))) order
      by id limit 100
    `,
  ],
  "exports/claim": [
    `
      select pg_advisory_xact_lock(hashtext('customer_export'))
    `,
    `
      update customer_export set state = 'running', run_id = $1, attempts = attempts + 1, row_count = 0, error =
      null, heartbeat_at = clock_timestamp(), updated_at = clock_timestamp() where id = $2 and (state = 'pending'
      or (state = 'running' and not (state = 'running' and heartbeat_at > clock_timestamp() - interval '60
      seconds'))) and attempts < 3 and (select count(*) from customer_export where state = 'running' and
      heartbeat_at > clock_timestamp() - interval '60 seconds') < 2 returning id, state, format, columns, filters,
      row_count, file_id, error, created_by, completed_at, expires_at, created_at, updated_at, run_id
    `,
  ],
  "exports/claim: left to others": [
    `
      select pg_advisory_xact_lock(hashtext('customer_export'))
    `,
    `
      update customer_export set state = 'running', run_id = $1, attempts = attempts + 1, row_count = 0, error =
      null, heartbeat_at = clock_timestamp(), updated_at = clock_timestamp() where id = $2 and (state = 'pending'
      or (state = 'running' and not (state = 'running' and heartbeat_at > clock_timestamp() - interval '60
      seconds'))) and attempts < 3 and (select count(*) from customer_export where state = 'running' and
      heartbeat_at > clock_timestamp() - interval '60 seconds') < 2 returning id, state, format, columns, filters,
      row_count, file_id, error, created_by, completed_at, expires_at, created_at, updated_at, run_id
    `,
    `
      update customer_export set state = 'failed', error = $1, updated_at = clock_timestamp() where id = $2 and
      (state = 'pending' or (state = 'running' and not (state = 'running' and heartbeat_at > clock_timestamp() -
      interval '60 seconds'))) and attempts >= 3 returning id, state, format, columns, filters, row_count,
      file_id, error, created_by, completed_at, expires_at, created_at, updated_at
    `,
  ],
  "exports/progress: rows": [
    `
      update customer_export set row_count = $1, heartbeat_at = clock_timestamp(), updated_at = clock_timestamp()
      where id = $2 and run_id = $3 and state = 'running' returning id
    `,
  ],
  "exports/progress: file": [
    `
      update customer_export set file_id = $1, updated_at = clock_timestamp() where id = $2 and run_id = $3 and
      state = 'running' returning id
    `,
  ],
  "exports/progress: completed": [
    `
      update customer_export set state = 'completed', row_count = $1, file_id = $2, completed_at =
      clock_timestamp(), expires_at = clock_timestamp() + $3 * interval '1 hour', updated_at = clock_timestamp()
      where id = $4 and run_id = $5 and state = 'running' returning id, state, format, columns, filters,
      row_count, file_id, error, created_by, completed_at, expires_at, created_at, updated_at
    `,
  ],
  "exports/progress: failed": [
    `
      update customer_export set state = 'failed', error = $1, file_id = null, updated_at = clock_timestamp()
      where id = $2 and run_id = $3 and state = 'running' returning id, state, format, columns, filters,
      row_count, file_id, error, created_by, completed_at, expires_at, created_at, updated_at
    `,
  ],
  "exports/expire: due": [
    `
      select id, file_id from customer_export where state = 'completed' and expires_at <= clock_timestamp() and id
      > $1 order by id limit 100
    `,
  ],
  "exports/expire": [
    `
      update customer_export set state = 'expired', file_id = null, updated_at = clock_timestamp() where id =
      any($1::text[]) and state = 'completed' returning id
    `,
  ],
  "exports/expire: deleted": [
    `
      delete from customer_export where id = any($1::text[]) returning file_id
    `,
  ],
};

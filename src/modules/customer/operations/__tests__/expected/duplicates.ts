/** The statements of looks for duplicates that find some, as they go to PostgreSQL, white space aside. */
export const DUPLICATES: Record<string, string[]> = {
  "duplicates/members: email": [
    `
      with part as materialized ( select lower(btrim(email)) as key, id as member from customer where deleted_at
      is null and email is not null and (email <> lower(email) or email ~ '[^ -~]' or email <> btrim(email) or
      email = '' or email like '%xn--%') and lower(btrim(email)) >= $1::text order by 1 limit 20000 ), found as (
      select key from part group by key order by key limit $2 ) select (select coalesce(json_agg(key::text order
      by key), '[]') from found) as keys, (select min(key)::text from part) as first, (select max(key)::text from
      part) as last, (select count(*) from part) as size
    `,
    `
      select wanted.key, found.* from unnest($1::text[]) as wanted (key) cross join lateral ( select same.* from (
      select customer.id, customer.email, customer.has_account, customer.created_at from customer where deleted_at
      is null and email is not null and (email <> lower(email) or email ~ '[^ -~]' or email <> btrim(email) or
      email = '' or email like '%xn--%') and lower(btrim(email)) = wanted.key offset 0) as same order by same.id
      limit 100 ) as found
    `,
    `
      select customer.id, customer.email, customer.has_account, customer.created_at from customer where email =
      any($1::text[]) and deleted_at is null
    `,
    `
      with part as materialized ( select email as key, has_account::int as member from customer where deleted_at
      is null and email is not null and email >= $1::text order by 1 limit 20000 ), found as ( select key from
      part group by key having min(member) <> max(member) order by key limit $2 ) select (select
      coalesce(json_agg(key::text order by key), '[]') from found) as keys, (select min(key)::text from part) as
      first, (select max(key)::text from part) as last, (select count(*) from part) as size
    `,
    `
      select wanted.key, found.* from unnest($1::text[]) as wanted (key) cross join lateral ( select same.* from (
      select customer.id, customer.email, customer.has_account, customer.created_at from customer where deleted_at
      is null and email is not null and (email <> lower(email) or email ~ '[^ -~]' or email <> btrim(email) or
      email = '' or email like '%xn--%') and lower(btrim(email)) = wanted.key offset 0) as same order by same.id
      limit 100 ) as found
    `,
    `
      select customer.id, customer.email, customer.has_account, customer.created_at from customer where email =
      any($1::text[]) and deleted_at is null
    `,
  ],
  "duplicates/members: phone": [
    `
      with part as materialized ( select customers_phone_key(phone) as key, id as member from customer where
      deleted_at is null and phone is not null and customers_phone_key(phone) >= $1::text order by 1 limit 20000
      ), found as ( select key from part group by key having min(member) <> max(member) order by key limit $2 )
      select (select coalesce(json_agg(key::text order by key), '[]') from found) as keys, (select min(key)::text
      from part) as first, (select max(key)::text from part) as last, (select count(*) from part) as size
    `,
    `
      select wanted.key, found.*, array( select distinct country_code from customer_address where
      customer_address.customer_id = found.id and customer_address.deleted_at is null and country_code is not null
      order by country_code ) as countries from unnest($1::text[]) as wanted (key) cross join lateral ( select
      same.* from ( select customer.id, customer.email, customer.has_account, customer.created_at, phone,
      first_name, last_name from customer where deleted_at is null and phone is not null and
      customers_phone_key(phone) = wanted.key offset 0) as same order by same.id limit 100 ) as found
    `,
  ],
  "duplicates/members: name_and_address": [
    `
      with part as materialized ( select customers_address_key(first_name, last_name, postal_code, address_1) as
      key, customer_id as member from customer_address where deleted_at is null and postal_code is not null and
      address_1 is not null and customers_address_key(first_name, last_name, postal_code, address_1) >= $1::bigint
      order by 1 limit 20000 ), found as ( select key from part group by key having min(member) <> max(member)
      order by key limit $2 ) select (select coalesce(json_agg(key::text order by key), '[]') from found) as keys,
      (select min(key)::text from part) as first, (select max(key)::text from part) as last, (select count(*) from
      part) as size
    `,
    `
      select wanted.key::text, found.* from unnest($1::bigint[]) as wanted (key) cross join lateral ( select
      same.* from ( select customer.id, customer.email, customer.has_account, customer.created_at,
      address.postal_code, address.address_1, coalesce(address.first_name, case when address.last_name is null
      then customer.first_name end) as first_name, coalesce(address.last_name, case when address.first_name is
      null then customer.last_name end) as last_name from customer_address address join customer on customer.id =
      address.customer_id and customer.deleted_at is null where address.deleted_at is null and address.postal_code
      is not null and address.address_1 is not null and customers_address_key(address.first_name,
      address.last_name, address.postal_code, address.address_1) = wanted.key offset 0) as same order by same.id
      limit 100 ) as found
    `,
  ],
};

/** The statements of what repairs old rows and looks for what is left, as they go to PostgreSQL, white space aside. */
export const REPAIRS: Record<string, string[]> = {
  "repair/repair-memberships": [
    `
      with numbered as ( select id, row_number() over ( partition by customer_group_id, customer_id order by
      unique_membership nulls last, created_at, id ) as place from customer_group_customer where deleted_at is
      null and (customer_group_id, customer_id) in ( select customer_group_id, customer_id from
      customer_group_customer where deleted_at is null group by customer_group_id, customer_id having count(*) > 1
      ) ) update customer_group_customer set deleted_at = now() from numbered where customer_group_customer.id =
      numbered.id and numbered.place > 1
    `,
    `
      update customer_group_customer set deleted_at = customer_group.deleted_at from customer_group where
      customer_group.id = customer_group_customer.customer_group_id and customer_group.deleted_at is not null and
      customer_group_customer.deleted_at is null
    `,
  ],
  "repair/normalize-emails": [
    `
      select id, email, deleted_at is null as is_live from customer where id > $1 and email is not null and ( email !~
      '^[a-z0-9!#$%&''*+/=\\u003f^_\`{|}~-]+(\\.[a-z0-9!#$%&''*+/=\\u003f^_\`{|}~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])*\\.)+[a-z]([a-z0-9-]*[a-z0-9])*$'
      or length(email) > 64 or email like '%xn--%' )
      order by id limit 5000
    `,
    `
      with candidate as ( select customer.id, customer.has_account, customer.deleted_at, coming.email,
      coming.before, row_number() over ( partition by coming.email, customer.has_account, customer.deleted_at is
      null order by customer.id ) as place from jsonb_to_recordset($1::jsonb) as coming (id text, email text,
      before text) join customer on customer.id = coming.id and customer.email = coming.before ), changed as ( update customer
      set email = candidate.email from candidate where customer.id = candidate.id and customer.email =
      candidate.before and ( candidate.deleted_at is not null or candidate.email is null or (candidate.place = 1
      and not exists ( select from customer standing where standing.email = candidate.email and
      standing.has_account = candidate.has_account and standing.deleted_at is null )) ) returning customer.id,
      customer.email, customer.has_account, candidate.before ), kept as ( insert into customer_old_email (customer_id, email,
      old_email) select id, email, before from changed where has_account and email is not null on conflict
      (customer_id, md5(old_email)) do update set email = excluded.email ) select id from changed
    `,
    `
      select id, email, deleted_at is null as is_live from customer where id > $1 and email is not null and ( email !~
      '^[a-z0-9!#$%&''*+/=\\u003f^_\`{|}~-]+(\\.[a-z0-9!#$%&''*+/=\\u003f^_\`{|}~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])*\\.)+[a-z]([a-z0-9-]*[a-z0-9])*$'
      or length(email) > 64 or email like '%xn--%' )
      order by id limit 5000
    `,
  ],
  "repair/normalize-emails: nothing suspect": [
    `
      select id, email, deleted_at is null as is_live from customer where id > $1 and email is not null and ( email !~
      '^[a-z0-9!#$%&''*+/=\\u003f^_\`{|}~-]+(\\.[a-z0-9!#$%&''*+/=\\u003f^_\`{|}~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])*\\.)+[a-z]([a-z0-9-]*[a-z0-9])*$'
      or length(email) > 64 or email like '%xn--%' )
      order by id limit 5000
    `,
    `
      select id, email, deleted_at is null as is_live from customer where id > $1 and email is not null and ( email !~
      '^[a-z0-9!#$%&''*+/=\\u003f^_\`{|}~-]+(\\.[a-z0-9!#$%&''*+/=\\u003f^_\`{|}~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])*\\.)+[a-z]([a-z0-9-]*[a-z0-9])*$'
      or length(email) > 64 or email like '%xn--%' )
      order by id limit 5000
    `,
  ],
  "customers/list-old-emails": [
    `
      select distinct old_email from customer_old_email where email = $1 order by old_email limit 100
    `,
  ],
  "search/prepare": [
    `
      create extension if not exists pg_trgm
    `,
    `
      create extension if not exists unaccent
    `,
    `
      select from pg_index where indexrelid = to_regclass('"IDX_customer_search_text"') and indisvalid and
      indisready
    `,
    `
      select extnamespace::regnamespace::text as schema from pg_extension where extname = $1
    `,
    `
      create or replace function customers_fold(value text) returns text language sql immutable strict parallel
      safe return lower("public".unaccent('"public".unaccent'::regdictionary, value))
    `,
    `
      create or replace function customers_search_text( company_name text, first_name text, last_name text, email
      text, phone text ) returns text language sql immutable parallel safe return customers_fold( ' ' ||
      coalesce(company_name, '') || ' ' || coalesce(first_name, '') || ' ' || coalesce(last_name, '') || ' ' ||
      coalesce(email, '') || ' ' || coalesce(phone, '') || ' ' || coalesce(regexp_replace(phone, '[^0-9]', '',
      'g'), '') )
    `,
    `
      create or replace function customers_keep_search_text() returns trigger language plpgsql set search_path from current as $$ begin
      new.search_text := customers_search_text(new.company_name, new.first_name, new.last_name, new.email,
      new.phone); return new; end $$
    `,
    `
      create or replace trigger "customers_search_text" before insert or update of company_name, first_name,
      last_name, email, phone on customer for each row execute function customers_keep_search_text()
    `,
    `
      with missing as ( select id from customer where id > $1 and search_text is null order by id limit 10000 ),
      filled as ( update customer set search_text = customers_search_text(company_name, first_name, last_name,
      email, phone) from missing where customer.id = missing.id returning customer.id ) select max(id) as last
      from filled
    `,
    `
      with missing as ( select id from customer where id > $1 and search_text is null order by id limit 10000 ),
      filled as ( update customer set search_text = customers_search_text(company_name, first_name, last_name,
      email, phone) from missing where customer.id = missing.id returning customer.id ) select max(id) as last
      from filled
    `,
    `
      select extnamespace::regnamespace::text as schema from pg_extension where extname = $1
    `,
    `
      drop index if exists "IDX_customer_search_text"
    `,
    `
      create index "IDX_customer_search_text" on customer using gin (search_text "public".gin_trgm_ops)
    `,
  ],
  "search/prepare: all there": [
    `
      create extension if not exists pg_trgm
    `,
    `
      create extension if not exists unaccent
    `,
    `
      select from pg_index where indexrelid = to_regclass('"IDX_customer_search_text"') and indisvalid and
      indisready
    `,
  ],
  "customers/assert-emails": [
    `
      select given.email from jsonb_to_recordset($1::jsonb) as given (id text, email text) join customer on
      customer.id = given.id where customer.deleted_at is null and customer.email is distinct from given.email
      limit 1
    `,
  ],
  "customers/list-email-problems": [
    `
      select id, email, has_account from customer where id > $1 and deleted_at is null and email is not null and ( email !~
      '^[a-z0-9!#$%&''*+/=\\u003f^_\`{|}~-]+(\\.[a-z0-9!#$%&''*+/=\\u003f^_\`{|}~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])*\\.)+[a-z]([a-z0-9-]*[a-z0-9])*$'
      or length(email) > 64 or email like '%xn--%' )
      order by id limit 5000
    `,
    `
      select wanted.id as customer_id, customer.id as taken_by from jsonb_to_recordset($1::jsonb) as wanted (id
      text, email text, has_account boolean) join customer using (email, has_account) where customer.deleted_at is
      null
    `,
  ],
};

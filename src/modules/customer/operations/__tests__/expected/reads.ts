/** The statements of each operation that reads, as they go to PostgreSQL, white space aside: one a call, unless more are listed. */
export const READS: Record<string, string[]> = {
  "list/matching-ids": [
    `
      select "c0"."id" from "customer" as "c0" where "c0"."email" = $1 and "c0"."deleted_at" is null order by
      "c0"."id" asc
    `,
    `
      select customer.id, customer.company_name, customer.first_name, customer.last_name, customer.email,
      customer.phone, customer.has_account, customer.metadata, customer.created_by, customer.external_id, customer.created_at,
      customer.updated_at, customer.deleted_at from customer where id = any($1::text[]) and deleted_at is null order
      by id
    `,
  ],
  "list/page-ids": [
    `
      select "c0"."id" from "customer" as "c0" where "c0"."deleted_at" is null order by c0.id asc limit $1 offset $2
    `,
  ],
  "list/cursor-page": [
    `
      select "c0"."id", c0.created_at::text as value from "customer" as "c0" where "c0"."deleted_at" is null and true
      order by c0.created_at asc, c0.id asc limit $1
    `,
    `
      select id, company_name, first_name, last_name, email, phone, has_account, metadata, created_by, external_id, created_at,
      updated_at, deleted_at from customer where id = any($1::text[]) and deleted_at is null
    `,
  ],
  "list/cursor-page: behind a row": [
    `
      select "c0"."id", left(c0.first_name, 200)::text as value from "customer" as "c0" where "c0"."deleted_at" is
      null and (left(c0.first_name, 200), c0.id) < ($1::text, $2) order by left(c0.first_name, 200) desc, c0.id desc
      limit $3
    `,
  ],
  "list/cursor-page: behind a row without the value": [
    `
      select "c0"."id", left(c0.first_name, 200)::text as value from "customer" as "c0" where "c0"."deleted_at" is
      null and left(c0.first_name, 200) is null and c0.id < $1 order by left(c0.first_name, 200) desc, c0.id desc
      limit $2
    `,
    `
      select "c0"."id", left(c0.first_name, 200)::text as value from "customer" as "c0" where "c0"."deleted_at" is
      null and left(c0.first_name, 200) is not null order by left(c0.first_name, 200) desc, c0.id desc limit $1
    `,
  ],
  "list/cursor-page: before a row": [
    `
      select "c0"."id", left(c0.first_name, 200)::text as value from "customer" as "c0" where "c0"."deleted_at" is
      null and (left(c0.first_name, 200), c0.id) > ($1::text, $2) order by left(c0.first_name, 200) asc, c0.id asc
      limit $3
    `,
    `
      select "c0"."id", left(c0.first_name, 200)::text as value from "customer" as "c0" where "c0"."deleted_at" is
      null and left(c0.first_name, 200) is null order by left(c0.first_name, 200) asc, c0.id asc limit $1
    `,
    `
      select id, company_name, first_name, last_name, email, phone, has_account, metadata, created_by, external_id, created_at,
      updated_at, deleted_at from customer where id = any($1::text[]) and deleted_at is null
    `,
  ],
  // Both paths ask: the list of ours, which then hands over, and the ORM's.
  "search: not prepared": [
    `
      select from pg_index where indexrelid = to_regclass('"IDX_customer_search_text"') and indisvalid and indisready
    `,
    `
      select from pg_index where indexrelid = to_regclass('"IDX_customer_search_text"') and indisvalid and indisready
    `,
    `
      select "c0".* from "customer" as "c0" where ("c0"."company_name" ilike '%nobody%' or "c0"."first_name" ilike
      '%nobody%' or "c0"."last_name" ilike '%nobody%' or "c0"."email" ilike '%nobody%' or "c0"."phone" ilike
      '%nobody%') and "c0"."deleted_at" is null order by "c0"."id" asc
    `,
  ],
  "search: ready": [
    `
      select from pg_index where indexrelid = to_regclass('"IDX_customer_search_text"') and indisvalid and indisready
    `,
    `
      with found as materialized (select c0.id as "id" from "customer" as "c0" where "c0"."deleted_at" is null and
      c0.search_text like '%' || replace(replace(replace(customers_fold($1), '\\', '\\\\'), '%', '\\%'), '_', '\\_')
      || '%' limit 5001), few as materialized (select count(*) <= 5000 as are_all from found) select * from (select
      * from found order by "id" asc limit $2 offset $3) as sorted where (select are_all from few) union all select
      * from (select * from (select c0.id as "id" from "customer" as "c0" where "c0"."deleted_at" is null and
      c0.search_text like '%' || replace(replace(replace(customers_fold($4), '\\', '\\\\'), '%', '\\%'), '_', '\\_')
      || '%') as matches order by "id" asc limit $5 offset $6) as walked where not (select are_all from few)
    `,
  ],
  "search: words, the start of one, a phone": [
    `
      with matches as materialized (select left(c0.last_name, 200) as "last_name", c0.id as "id" from "customer" as
      "c0" where "c0"."deleted_at" is null and c0.search_text like '%' || replace(replace(replace(customers_fold($1),
      '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%' and c0.search_text like '%' ||
      replace(replace(replace(customers_fold($2), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%' and (c0.search_text
      like '%' || replace(replace(replace(customers_fold($3), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%' or
      c0.search_text like '%' || $4 || '%')), page as (select * from matches order by "last_name" asc, "id" asc limit
      $5 offset $6) select (select coalesce(json_agg(id order by "last_name" asc, "id" asc), '[]') from page) as ids,
      (select count(*) from matches) as count
    `,
  ],
  "search: bounded count": [
    `
      with found as materialized (select "c0"."id", c0.created_at::text as value, c0.created_at as "created_at"
      from "customer" as "c0" where "c0"."deleted_at" is null and c0.search_text like '%' ||
      replace(replace(replace(customers_fold($1), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%' limit 10001),
      counted as materialized (select count(*) as number from found) select page.*, number from counted left join
      ( select * from (select * from found order by "created_at" desc, "id" desc limit $2) as sorted where (select
      number <= 10000 from counted) union all select * from (select * from (select "c0"."id", c0.created_at::text
      as value, c0.created_at as "created_at" from "customer" as "c0" where "c0"."deleted_at" is null and
      c0.search_text like '%' || replace(replace(replace(customers_fold($3), '\\', '\\\\'), '%', '\\%'), '_',
      '\\_') || '%') as matches order by "created_at" desc, "id" desc limit $4) as walked where (select number >
      10000 from counted) ) as page on true
    `,
  ],
  "search: bounded count, by a name": [
    `
      with found as materialized (select "c0"."id", left(c0.first_name, 200)::text as value, left(c0.first_name,
      200) as "first_name" from "customer" as "c0" where "c0"."deleted_at" is null and c0.search_text like '%' ||
      replace(replace(replace(customers_fold($1), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%' and
      left(c0.first_name, 200) is not null limit 5001), few as materialized (select count(*) <= 5000 as are_all
      from found) select * from (select * from found order by "first_name" asc, "id" asc limit $2 offset $3) as
      sorted where (select are_all from few) union all select * from (select * from (select "c0"."id",
      left(c0.first_name, 200)::text as value, left(c0.first_name, 200) as "first_name" from "customer" as "c0"
      where "c0"."deleted_at" is null and c0.search_text like '%' || replace(replace(replace(customers_fold($4),
      '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%' and left(c0.first_name, 200) is not null) as matches order by
      "first_name" asc, "id" asc limit $5 offset $6) as walked where not (select are_all from few)
    `,
    `
      with found as materialized (select "c0"."id", left(c0.first_name, 200)::text as value, left(c0.first_name,
      200) as "first_name" from "customer" as "c0" where "c0"."deleted_at" is null and c0.search_text like '%' ||
      replace(replace(replace(customers_fold($1), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%' and
      left(c0.first_name, 200) is null limit 5001), few as materialized (select count(*) <= 5000 as are_all from
      found) select * from (select * from found order by "first_name" asc, "id" asc limit $2 offset $3) as sorted
      where (select are_all from few) union all select * from (select * from (select "c0"."id",
      left(c0.first_name, 200)::text as value, left(c0.first_name, 200) as "first_name" from "customer" as "c0"
      where "c0"."deleted_at" is null and c0.search_text like '%' || replace(replace(replace(customers_fold($4),
      '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%' and left(c0.first_name, 200) is null) as matches order by
      "first_name" asc, "id" asc limit $5 offset $6) as walked where not (select are_all from few)
    `,
    `
      select count(*) as "count" from (select "c0"."id" from "customer" as "c0" where "c0"."deleted_at" is null
      and c0.search_text like '%' || replace(replace(replace(customers_fold($1), '\\', '\\\\'), '%', '\\%'), '_',
      '\\_') || '%' limit $2) as "matches"
    `,
  ],
  "search: what an update by words names": [
    `
      select "c0"."id" from "customer" as "c0" where "c0"."deleted_at" is null and c0.search_text like '%' ||
      replace(replace(replace(customers_fold($1), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%' order by "c0"."id"
      asc
    `,
    `
      select customer.id, customer.company_name, customer.first_name, customer.last_name, customer.email,
      customer.phone, customer.has_account, customer.metadata, customer.created_by, customer.external_id, customer.created_at,
      customer.updated_at, customer.deleted_at from customer where id = any($1::text[]) and deleted_at is null order
      by id
    `,
  ],
  "list/group-members": [
    `
      select count(*) as size from ( select membership.customer_id from customer_group_customer membership join
      customer_group on customer_group.id = membership.customer_group_id and customer_group.deleted_at is null where
      membership.customer_group_id = any($1::text[]) and membership.deleted_at is null limit 50001) as members
    `,
    `
      select "c0"."id" from "customer" as "c0" where "c0"."deleted_at" is null and c0.id = any(array( select
      membership.customer_id from customer_group_customer membership join customer_group on customer_group.id =
      membership.customer_group_id and customer_group.deleted_at is null where membership.customer_group_id =
      any($1::text[]) and membership.deleted_at is null )) order by c0.id asc limit $2
    `,
    `
      with members as materialized (select distinct customer_id from ( select membership.customer_id from
      customer_group_customer membership join customer_group on customer_group.id = membership.customer_group_id and
      customer_group.deleted_at is null where membership.customer_group_id = any($1::text[]) and membership.deleted_at
      is null ) as every_membership) select (select count(*) from members) - (select count(*) from members join
      customer on customer.id = customer_id where customer.deleted_at is not null) as count
    `,
  ],
};

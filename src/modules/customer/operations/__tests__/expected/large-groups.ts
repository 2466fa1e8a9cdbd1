/** The statements of lists of a group with more than 50,000 members, as they go to PostgreSQL, white space aside. */
export const LARGE_GROUPS: Record<string, string[]> = {
  "list/matching-customers: a large group": [
    `
      select count(*) as size from ( select membership.customer_id from customer_group_customer membership join
      customer_group on customer_group.id = membership.customer_group_id and customer_group.deleted_at is null
      where membership.customer_group_id = any($1::text[]) and membership.deleted_at is null limit 50001) as
      members
    `,
    `
      select "c0"."id" from "customer" as "c0" where "c0"."deleted_at" is null and c0.id in ( select
      membership.customer_id from customer_group_customer membership join customer_group on customer_group.id =
      membership.customer_group_id and customer_group.deleted_at is null where membership.customer_group_id =
      any($1::text[]) and membership.deleted_at is null ) order by c0.id asc limit $2 offset $3
    `,
    `
      select id, company_name, first_name, last_name, email, phone, has_account, metadata, created_by,
      external_id, created_at, updated_at, deleted_at from customer where id = any($1::text[]) and deleted_at is
      null
    `,
  ],
  "list/matching-customers: a large group, counted": [
    `
      select count(*) as size from ( select membership.customer_id from customer_group_customer membership join
      customer_group on customer_group.id = membership.customer_group_id and customer_group.deleted_at is null
      where membership.customer_group_id = any($1::text[]) and membership.deleted_at is null limit 50001) as
      members
    `,
    `
      select "c0"."id" from "customer" as "c0" where "c0"."has_account" = $1 and "c0"."deleted_at" is null and
      c0.id in ( select membership.customer_id from customer_group_customer membership join customer_group on
      customer_group.id = membership.customer_group_id and customer_group.deleted_at is null where
      membership.customer_group_id = any($2::text[]) and membership.deleted_at is null ) order by c0.id asc limit
      $3
    `,
    `
      select count(*) as "count" from (select "c0"."id" from "customer" as "c0" where "c0"."has_account" = $1 and
      "c0"."deleted_at" is null and c0.id in ( select membership.customer_id from customer_group_customer
      membership join customer_group on customer_group.id = membership.customer_group_id and
      customer_group.deleted_at is null where membership.customer_group_id = any($2::text[]) and
      membership.deleted_at is null )) as "matches"
    `,
    `
      select id, company_name, first_name, last_name, email, phone, has_account, metadata, created_by,
      external_id, created_at, updated_at, deleted_at from customer where id = any($1::text[]) and deleted_at is
      null
    `,
  ],
  "list/matching-customers: a large group, by cursor": [
    `
      select count(*) as size from ( select membership.customer_id from customer_group_customer membership join
      customer_group on customer_group.id = membership.customer_group_id and customer_group.deleted_at is null
      where membership.customer_group_id = any($1::text[]) and membership.deleted_at is null limit 50001) as
      members
    `,
    `
      select "c0"."id", c0.created_at::text as value from "customer" as "c0" where "c0"."deleted_at" is null and
      c0.id in ( select membership.customer_id from customer_group_customer membership join customer_group on
      customer_group.id = membership.customer_group_id and customer_group.deleted_at is null where
      membership.customer_group_id = any($1::text[]) and membership.deleted_at is null ) and true order by
      c0.created_at desc, c0.id desc limit $2
    `,
    `
      select count(*) as "count" from (select "c0"."id" from "customer" as "c0" where "c0"."deleted_at" is null
      and c0.id in ( select membership.customer_id from customer_group_customer membership join customer_group on
      customer_group.id = membership.customer_group_id and customer_group.deleted_at is null where
      membership.customer_group_id = any($1::text[]) and membership.deleted_at is null ) limit $2) as "matches"
    `,
    `
      select id, company_name, first_name, last_name, email, phone, has_account, metadata, created_by,
      external_id, created_at, updated_at, deleted_at from customer where id = any($1::text[]) and deleted_at is
      null
    `,
  ],
};

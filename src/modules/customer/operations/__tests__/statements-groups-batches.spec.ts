import { describeCustomerModule, itOnOurs } from "../../../../../integration-tests/helpers/customer-module";
import { normalised, sentStatements } from "../../../../../integration-tests/helpers/sent-statements";

/** Each operation's statements as they go to PostgreSQL, white space aside: one a call, unless more are listed. */
const EXPECTED: Record<string, string[]> = {
  "rows/update-each": [
    `
      with given as ( select * from jsonb_to_recordset($1::jsonb) as given (id text, fields jsonb, removed jsonb) ),
      target as ( select customer.id, customer.company_name, customer.first_name, customer.last_name, customer.email,
      customer.phone, customer.has_account, customer.metadata, customer.created_by, customer.external_id,
      customer.created_at, customer.updated_at, customer.deleted_at, case when fields -> 'phone' is null then
      customer.phone else (fields ->> 'phone')::text end as new_phone, case when fields -> 'metadata' is null then
      customer.metadata else case when fields -> 'metadata' = 'null' then null else (coalesce(customer.metadata, '{}')
      || (fields -> 'metadata')) - array(select jsonb_array_elements_text(removed)) end end as new_metadata from
      customer join given on given.id = customer.id where customer.deleted_at is null order by customer.id for update
      of customer ), changed as ( update customer set phone = new_phone, metadata = new_metadata, updated_at =
      $2::timestamptz from target where customer.id = target.id and (target.phone is distinct from new_phone or
      target.metadata is distinct from new_metadata) returning customer.id, customer.company_name,
      customer.first_name, customer.last_name, customer.email, customer.phone, customer.has_account,
      customer.metadata, customer.created_by, customer.external_id, customer.created_at, customer.updated_at,
      customer.deleted_at ) select changed.*, true as changed from changed union all select target.id,
      target.company_name, target.first_name, target.last_name, target.email, target.phone, target.has_account,
      target.metadata, target.created_by, target.external_id, target.created_at, target.updated_at, target.deleted_at,
      false from target where id not in (select id from changed) order by id
    `,
  ],
  "rows/update-each: nothing given": [
    `
      select customer.id, customer.company_name, customer.first_name, customer.last_name, customer.email,
      customer.phone, customer.has_account, customer.metadata, customer.created_by, customer.external_id,
      customer.created_at, customer.updated_at, customer.deleted_at, false as changed from customer where id in
      (select id from jsonb_to_recordset($1::jsonb) as given (id text)) and deleted_at is null order by id
    `,
  ],
  "customers/find-standing": [
    `
      select id, external_id, email, has_account from customer where id = any($1::text[]) and deleted_at is null
      union select id, external_id, email, has_account from customer where external_id = any($2::text[]) and
      deleted_at is null union select id, external_id, email, has_account from customer where email =
      any($3::text[]) and deleted_at is null
    `,
  ],
  "memberships: a group by filter and ids": [
    `
      select id from customer_group where id = $1 and deleted_at is null for no key update
    `,
    `
      with coming as (select "c0"."id" from "customer" as "c0" where "c0"."email" = $1 and "c0"."deleted_at" is
      null), leaving as (select distinct unnest($2::text[]) as id), made as ( insert into customer_group_customer
      (id, customer_id, customer_group_id, unique_membership) select $3::text || upper(lpad(to_hex(row_number()
      over (order by id)), 8, '0')), id, $4::text, true from (select id from coming except select id from leaving)
      as wanted where not exists ( select from customer_group_customer standing where standing.customer_group_id =
      $5::text and standing.customer_id = wanted.id and standing.deleted_at is null ) order by id returning id,
      customer_id ), noted as ( insert into customers_membership_batch (batch_id, membership_id, customer_id)
      select $6::text, id, customer_id from made returning customer_id ) select count(*) as added from noted
    `,
    `
      with leaving as (select distinct unnest($1::text[]) as id), ending as ( select membership.* from
      customer_group_customer membership where membership.customer_group_id = $2::text and membership.customer_id
      in (select id from leaving) and not starts_with(membership.id, $3::text) order by membership.id for update
      ), ended as ( delete from customer_group_customer where id = any(array(select id from ending)) returning id
      ), noted as ( insert into customers_membership_batch (batch_id, membership_id, customer_id, membership)
      select $4::text, ending.id, ending.customer_id, to_jsonb(ending) from ending join ended on ended.id =
      ending.id returning customer_id, membership ->> 'deleted_at' as deleted_at ) select count(distinct
      customer_id) as removed from noted where deleted_at is null
    `,
    `
      select membership_id, customer_id, membership is null as added from customers_membership_batch where
      batch_id = $1 and membership_id > $2 and (membership ->> 'deleted_at') is null order by membership_id limit
      $3
    `,
  ],
  "memberships/forget-old-batches": [
    `
      with old as ( select batch_id, membership_id from customers_membership_batch where batch_id < $1 order by
      batch_id, membership_id limit 10000 for update skip locked ), forgotten as ( delete from
      customers_membership_batch noted using old where noted.batch_id = old.batch_id and noted.membership_id =
      old.membership_id returning noted.batch_id ) select count(*)::int as count from forgotten
    `,
  ],
  "memberships/undo-batch": [
    `
      select id from customer_group where id in ( select distinct membership ->> 'customer_group_id' from
      customers_membership_batch where batch_id = $1 and membership is not null ) order by id for no key update
    `,
    `
      with noted as ( delete from customers_membership_batch where batch_id = $1::text and membership_id in (
      select membership_id from customers_membership_batch where batch_id = $2::text order by membership_id limit
      10000 for update ) returning membership_id, membership ), deleted as ( delete from customer_group_customer
      where id = any(array(select membership_id from noted where membership is null)) returning id ), old as (
      select coming.* from noted, jsonb_populate_record(null::customer_group_customer, noted.membership) as coming
      where noted.membership is not null ), restored as ( insert into customer_group_customer select old.* from
      old where exists (select from customer where customer.id = old.customer_id) and exists ( select from
      customer_group where customer_group.id = old.customer_group_id and customer_group.deleted_at is null ) and
      not exists ( select from customer_group_customer standing where standing.customer_id = old.customer_id and
      standing.customer_group_id = old.customer_group_id and standing.deleted_at is null ) order by customer_id on
      conflict do nothing returning id ) select (select count(*) from noted) as size, (select
      coalesce(json_agg(id), '[]') from deleted) as deleted_ids, (select coalesce(json_agg(id), '[]') from
      restored) as restored_ids, (select coalesce(json_agg(customer_id), '[]') from old where id not in (select id
      from restored)) as refused
    `,
  ],
  "duplicates/next-keys: email": [
    `
      with part as materialized ( select lower(btrim(email)) as key, id as member from customer where deleted_at is
      null and email is not null and (email <> lower(email) or email ~ '[^ -~]' or email <>
      btrim(email) or email = '' or email like '%xn--%') and
      lower(btrim(email)) >= $1::text order by 1 limit 20000 ), found as ( select key from part group by key order by
      key limit $2 ) select (select coalesce(json_agg(key::text order by key), '[]') from found) as keys, (select
      min(key)::text from part) as first, (select max(key)::text from part) as last, (select count(*) from part) as
      size
    `,
    `
      with part as materialized ( select email as key, has_account::int as member from customer where deleted_at is
      null and email is not null and email >= $1::text order by 1 limit 20000 ), found as ( select key from part group
      by key having min(member) <> max(member) order by key limit $2 ) select (select coalesce(json_agg(key::text
      order by key), '[]') from found) as keys, (select min(key)::text from part) as first, (select max(key)::text
      from part) as last, (select count(*) from part) as size
    `,
  ],
  "duplicates/next-keys: phone": [
    `
      with part as materialized ( select customers_phone_key(phone) as key, id as member from customer where
      deleted_at is null and phone is not null and customers_phone_key(phone) >= $1::text order by 1 limit 20000 ),
      found as ( select key from part group by key having min(member) <> max(member) order by key limit $2 ) select
      (select coalesce(json_agg(key::text order by key), '[]') from found) as keys, (select min(key)::text from part)
      as first, (select max(key)::text from part) as last, (select count(*) from part) as size
    `,
  ],
  "duplicates/next-keys: name_and_address": [
    `
      with part as materialized ( select customers_address_key(first_name, last_name, postal_code, address_1) as key,
      customer_id as member from customer_address where deleted_at is null and postal_code is not null and address_1
      is not null and customers_address_key(first_name, last_name, postal_code, address_1) >= $1::bigint order by 1
      limit 20000 ), found as ( select key from part group by key having min(member) <> max(member) order by key limit
      $2 ) select (select coalesce(json_agg(key::text order by key), '[]') from found) as keys, (select min(key)::text
      from part) as first, (select max(key)::text from part) as last, (select count(*) from part) as size
    `,
  ],
};

describeCustomerModule(({ service }) => {
  itOnOurs("each operation on many customers, and on duplicates, sends exactly its statements", async () => {
    const sent: Record<string, string[]> = {};
    async function record<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
      let result: Result | undefined;
      const statements = await sentStatements(async () => {
        result = await work();
      });
      sent[name] = statements.map(({ text }) => normalised(text)).filter((text) => text !== "select version();");
      // as: the work has run, or thrown.
      return result as Result;
    }

    const customers = await service.createCustomers([{ email: "a@x.io" }, { email: "b@x.io" }]);
    const [a, b] = customers.map(({ id }) => id);
    const { id: groupId } = await service.createCustomerGroups({ name: "gold" });
    const fields = [
      { id: a, phone: "1", metadata: { a: 1 } },
      { id: b, phone: null },
    ];
    await record("rows/update-each", () => service.updateEachCustomer(fields));
    await record("rows/update-each: nothing given", () => service.updateEachCustomer([{ id: a }]));
    await record("customers/find-standing", () =>
      service.planCustomersBatch({ create: [{ email: "c@x.io" }], update: [], delete: [] }),
    );
    const change = { groupId, add: { filter: { email: "a@x.io" } }, remove: { ids: [b] } };
    const { batchId } = await record("memberships: a group by filter and ids", () =>
      service.changeGroupMemberships(change),
    );
    await record("memberships/undo-batch", () => service.undoGroupMemberships(batchId));
    await record("memberships/forget-old-batches", () => service.forgetMembershipBatches());
    for (const reason of ["email", "phone", "name_and_address"] as const) {
      await record(`duplicates/next-keys: ${reason}`, () => service.listDuplicateCustomers({ reason }));
    }

    const expected = Object.entries(EXPECTED).map(([name, statements]) => [name, statements.map(normalised)]);
    expect(sent).toEqual(Object.fromEntries(expected));
  });
});

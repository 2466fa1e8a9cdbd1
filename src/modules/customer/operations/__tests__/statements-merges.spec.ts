import { describeCustomerModule, itOnOurs } from "../../../../../integration-tests/helpers/customer-module";
import { runOfMerge } from "../../../../../integration-tests/helpers/merges";
import { normalised, sentStatements } from "../../../../../integration-tests/helpers/sent-statements";
import type { MergeUndo } from "../merges/apply";

/** Each operation's statements as they go to PostgreSQL, white space aside. */
const EXPECTED: Record<string, string[]> = {
  "merges/redirects": [
    `
      select merged_id, survivor_id from customer_merge where merged_id = any($1::text[]) order by merged_id
    `,
  ],
  "merges/read-pair: preview": [
    `
      select to_jsonb(customer) as row from customer where id = any($1::text[]) order by id
    `,
    `
      select to_jsonb(customer_address) as row from customer_address where customer_id = any($1::text[]) and
      deleted_at is null order by id
    `,
    `
      select membership.customer_id, membership.customer_group_id from customer_group_customer membership join
      customer_group on customer_group.id = membership.customer_group_id and customer_group.deleted_at is null
      where membership.customer_id = any($1::text[]) and membership.deleted_at is null order by 1, 2
    `,
    `
      select to_jsonb(customer_merge) as row, completed_at is null and ( (run_id is null and heartbeat_at is not
      null) or coalesce(heartbeat_at, created_at) < now() - interval '5 minutes' ) as stale, exists ( select from
      customer where customer.id = customer_merge.merged_id and customer.deleted_at is null ) as is_void from
      customer_merge where merged_id = any($1::text[]) or survivor_id = any($2::text[]) order by id
    `,
    `
      select id from customer where email = $1 and has_account = $2 and deleted_at is null and id <>
      all($3::text[]) limit 1
    `,
  ],
  "merges/apply": [
    `
      select id from customer_group where deleted_at is null and id in ( select customer_group_id from
      customer_group_customer where customer_id = any($1::text[]) and deleted_at is null ) order by id for no
      key update
    `,
    `
      select to_jsonb(customer) as row from customer where id = any($1::text[]) order by id for update
    `,
    `
      select to_jsonb(customer_address) as row from customer_address where customer_id = any($1::text[]) and
      deleted_at is null order by id for update
    `,
    `
      select membership.customer_id, membership.customer_group_id from customer_group_customer membership join
      customer_group on customer_group.id = membership.customer_group_id and customer_group.deleted_at is null
      where membership.customer_id = any($1::text[]) and membership.deleted_at is null order by 1, 2
    `,
    `
      select to_jsonb(customer_merge) as row, completed_at is null and ( (run_id is null and heartbeat_at is not
      null) or coalesce(heartbeat_at, created_at) < now() - interval '5 minutes' ) as stale, exists ( select from
      customer where customer.id = customer_merge.merged_id and customer.deleted_at is null ) as is_void from
      customer_merge where merged_id = any($1::text[]) or survivor_id = any($2::text[]) order by id
    `,
    `
      select id from customer where email = $1 and has_account = $2 and deleted_at is null and id <>
      all($3::text[]) limit 1
    `,
    `
      update customer_address set customer_id = $1, updated_at = $2::timestamptz, is_default_shipping = (id is
      not distinct from $3::text), is_default_billing = (id is not distinct from $4::text) where (id =
      any($5::text[]) or customer_id = $6) and deleted_at is null and ( customer_id <> $7 or
      is_default_shipping <> (id is not distinct from $8::text) or is_default_billing <> (id is not distinct
      from $9::text) ) returning id
    `,
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
    `
      update customer set has_account = (customer.has_account or merged.has_account), metadata = case when
      customer.metadata is null and merged.metadata is null then null else coalesce(merged.metadata, '{}') ||
      coalesce(customer.metadata, '{}') end, updated_at = $1::timestamptz from customer merged where
      customer.id = $2 and merged.id = $3 and (customer.has_account is distinct from (customer.has_account or
      merged.has_account) or customer.metadata is distinct from case when customer.metadata is null and
      merged.metadata is null then null else coalesce(merged.metadata, '{}') || coalesce(customer.metadata,
      '{}') end) returning customer.id
    `,
    `
      delete from customer_merge where merged_id = any($1::text[])
    `,
    `
      update customer_merge set survivor_id = $1 where survivor_id = $2
    `,
    `
      select id, deleted_at is not null as is_deleted from customer_group where id = any($1::text[]) order by
      id for no key update
    `,
    `
      with wanted as ( select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::jsonb[]) as pair
      (id, customer_id, customer_group_id, created_by, metadata) ), standing as ( select distinct on
      (membership.customer_group_id, membership.customer_id) membership.id, membership.customer_id,
      membership.customer_group_id from wanted join customer_group_customer membership using (customer_id,
      customer_group_id) where membership.customer_id = any(array(select customer_id from wanted)) and
      membership.deleted_at is null order by membership.customer_group_id,
      membership.customer_id, membership.created_at, membership.id ), made as ( insert into customer_group_customer
      (id, customer_id, customer_group_id, created_by, metadata, unique_membership) select id, customer_id,
      customer_group_id, created_by, metadata, true from wanted where not exists ( select from standing where
      standing.customer_id = wanted.customer_id and standing.customer_group_id = wanted.customer_group_id ) order by
      customer_id, customer_group_id on conflict (customer_group_id, customer_id) where unique_membership and
      deleted_at is null do nothing returning id, customer_id, customer_group_id ) select id, customer_id,
      customer_group_id, false as created from standing union all select id, customer_id, customer_group_id, true as
      created from made
    `,
    `
      insert into customer_merge (id, merged_id, survivor_id, kind, created_by, run_id, heartbeat_at,
      joined_group_ids) values ($1, $2, $3, $4, $5, $6, now(), $7::jsonb)
    `,
    `
      select to_jsonb(customer) as row from customer where id = any($1::text[]) order by id
    `,
    `
      select to_jsonb(customer_address) as row from customer_address where id = any($1::text[]) order by id
    `,
  ],
  "merges/complete": [
    `
      update customer_merge set completed_at = now() where id = $1 and run_id = $2 and survivor_id = $3 and
      completed_at is null returning id
    `,
  ],
  "merges/undo": [
    `
      select id from customer where id = any($1::text[]) order by id for update
    `,
    `
      delete from customer_merge where id = $1 and run_id = $2 returning id
    `,
    `
      insert into customer_merge select old.* from jsonb_populate_recordset(null::customer_merge, $1::jsonb)
      as old on conflict (id) do update set survivor_id = excluded.survivor_id where
      customer_merge.survivor_id = $2
    `,
    `
      with kept as ( select change -> 'before' as before, change -> 'after' as after from
      jsonb_array_elements($1::jsonb) as change ), current as ( select id, to_jsonb(customer) as now from customer
      where id in (select before ->> 'id' from kept) order by id for update ), wanted as ( select current.id,
      current.now, jsonb_object_agg( field.name, case when now -> field.name = after -> field.name then field.value
      else now -> field.name end ) as row, bool_or( field.name not in ('updated_at', 'search_text') and field.value
      <> after -> field.name and now -> field.name <> after -> field.name and now -> field.name <> field.value ) as
      disputed from kept join current on current.id = before ->> 'id' cross join jsonb_each(before) as field (name,
      value) group by current.id, current.now ), written as ( update customer set company_name = old.company_name,
      first_name = old.first_name, last_name = old.last_name, email = old.email, phone = old.phone, has_account =
      old.has_account, metadata = old.metadata, created_by = old.created_by, external_id = old.external_id,
      created_at = old.created_at, updated_at = old.updated_at, deleted_at = old.deleted_at from wanted,
      jsonb_populate_record(null::customer, wanted.row) as old where customer.id = wanted.id and wanted.row <>
      wanted.now returning customer.id ) select (select coalesce(json_agg(id order by id), '[]') from written) as
      restored, (select coalesce(json_agg(id order by id), '[]') from wanted where disputed) as refused
    `,
    `
      select id from customer where email = $1 and has_account = $2 and deleted_at is null and id <>
      all($3::text[]) limit 1
    `,
    `
      with kept as ( select change -> 'before' as before, change -> 'after' as after from
      jsonb_array_elements($1::jsonb) as change ), current as ( select id, to_jsonb(customer) as now from customer
      where id in (select before ->> 'id' from kept) order by id for update ), wanted as ( select current.id,
      current.now, jsonb_object_agg( field.name, case when now -> field.name = after -> field.name then field.value
      else now -> field.name end ) as row, bool_or( field.name not in ('updated_at', 'search_text') and field.value
      <> after -> field.name and now -> field.name <> after -> field.name and now -> field.name <> field.value ) as
      disputed from kept join current on current.id = before ->> 'id' cross join jsonb_each(before) as field (name,
      value) group by current.id, current.now ), written as ( update customer set company_name = old.company_name,
      first_name = old.first_name, last_name = old.last_name, email = old.email, phone = old.phone, has_account =
      old.has_account, metadata = old.metadata, created_by = old.created_by, external_id = old.external_id,
      created_at = old.created_at, updated_at = old.updated_at, deleted_at = old.deleted_at from wanted,
      jsonb_populate_record(null::customer, wanted.row) as old where customer.id = wanted.id and wanted.row <>
      wanted.now returning customer.id ) select (select coalesce(json_agg(id order by id), '[]') from written) as
      restored, (select coalesce(json_agg(id order by id), '[]') from wanted where disputed) as refused
    `,
    `
      with kept as ( select change -> 'before' as before, change -> 'after' as after from
      jsonb_array_elements($1::jsonb) as change ), current as ( select id, to_jsonb(customer_address) as now
      from customer_address where id in (select before ->> 'id' from kept) order by id for update ), wanted as
      ( select current.id, current.now, jsonb_object_agg( field.name, case when now -> field.name = after ->
      field.name then field.value else now -> field.name end ) as row, bool_or( field.name not in
      ('updated_at', 'search_text') and field.value <> after -> field.name and now -> field.name <> after ->
      field.name and now -> field.name <> field.value ) as disputed from kept join current on current.id =
      before ->> 'id' cross join jsonb_each(before) as field (name, value) group by current.id, current.now ),
      written as ( update customer_address set address_name = old.address_name, is_default_shipping =
      old.is_default_shipping, is_default_billing = old.is_default_billing, company = old.company, first_name
      = old.first_name, last_name = old.last_name, address_1 = old.address_1, address_2 = old.address_2, city
      = old.city, country_code = old.country_code, province = old.province, postal_code = old.postal_code,
      phone = old.phone, metadata = old.metadata, customer_id = old.customer_id, created_at = old.created_at,
      updated_at = old.updated_at, deleted_at = old.deleted_at from wanted,
      jsonb_populate_record(null::customer_address, wanted.row) as old where customer_address.id = wanted.id
      and wanted.row <> wanted.now returning customer_address.id ) select (select coalesce(json_agg(id order
      by id), '[]') from written) as restored, (select coalesce(json_agg(id order by id), '[]') from wanted
      where disputed) as refused
    `,
    `
      delete from customer_group_customer where id = any($1::text[]) returning id
    `,
  ],
};

describeCustomerModule(({ service }) => {
  itOnOurs(
    "each operation on merges sends exactly its statements, however many addresses and groups there are",
    async () => {
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

      const ids: string[] = [];
      const groups = await service.createCustomerGroups([{ name: "gold" }, { name: "silver" }]);
      for (const email of ["a@x.io", "b@x.io"]) {
        const addresses = Array.from({ length: 30 }, (_, index) => ({ city: `${email} ${index}` }));
        const { id } = await service.createCustomers({ email, addresses });
        ids.push(id);
      }
      await service.addCustomerToGroup(groups.map((group) => ({ customer_id: ids[1], customer_group_id: group.id })));

      await record("merges/redirects", () => service.findMergedInto(ids[0]));
      await record("merges/read-pair: preview", () => service.previewCustomerMerge({ customer_ids: ids }));
      const merge = await record("merges/apply", () => service.mergeCustomers({ customer_ids: ids }));
      await record("merges/complete", () => service.completeCustomerMerge(runOfMerge(merge)));
      // as: a new merge can be undone.
      await record("merges/undo", () => service.undoCustomerMerge(merge.undo as MergeUndo));

      const expected = Object.entries(EXPECTED).map(([name, statements]) => [name, statements.map(normalised)]);
      expect(sent).toEqual(Object.fromEntries(expected));
    },
  );
});

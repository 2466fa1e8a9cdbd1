import { describeCustomerModule, itOnOurs } from "../../../../../integration-tests/helpers/customer-module";
import { normalised, sentStatements } from "../../../../../integration-tests/helpers/sent-statements";

/** Each operation's statements as they go to PostgreSQL, white space aside: one a call, unless more are listed. */
const EXPECTED: Record<string, string[]> = {
  "rows/insert: customers": [
    `
      insert into customer (id, company_name, first_name, last_name, email, phone, has_account, metadata,
      created_by, external_id, created_at, updated_at) select * from unnest($1::text[], $2::text[], $3::text[],
      $4::text[], $5::text[], $6::text[], $7::boolean[], $8::jsonb[], $9::text[], $10::text[], $11::timestamptz[],
      $12::timestamptz[])
    `,
  ],
  "rows/insert: addresses": [
    `
      select id, deleted_at is not null as is_deleted from customer where id = any($1::text[]) order by id for key share
    `,
    `
      insert into customer_address (id, address_name, is_default_shipping, is_default_billing, company,
      first_name, last_name, address_1, address_2, city, country_code, province, postal_code, phone, metadata,
      customer_id, created_at, updated_at) select * from unnest($1::text[], $2::text[], $3::boolean[],
      $4::boolean[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
      $12::text[], $13::text[], $14::text[], $15::jsonb[], $16::text[], $17::timestamptz[], $18::timestamptz[])
    `,
  ],
  "rows/insert: groups": [
    `
      insert into customer_group (id, name, metadata, created_by, created_at, updated_at) select * from
      unnest($1::text[], $2::text[], $3::jsonb[], $4::text[], $5::timestamptz[], $6::timestamptz[])
    `,
  ],
  "memberships/add": [
    `
      select id, deleted_at is not null as is_deleted from customer_group where id = any($1::text[]) order by id
      for no key update
    `,
    `
      with wanted as ( select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::jsonb[])
      as pair (id, customer_id, customer_group_id, created_by, metadata) ), standing
      as ( select distinct on (membership.customer_group_id, membership.customer_id) membership.id,
      membership.customer_id, membership.customer_group_id from wanted join customer_group_customer membership
      using (customer_id, customer_group_id) where membership.deleted_at is null order by
      membership.customer_group_id, membership.customer_id, membership.created_at, membership.id ), made as (
      insert into customer_group_customer (id, customer_id, customer_group_id, created_by, metadata,
      unique_membership) select id, customer_id, customer_group_id, created_by, metadata, true from wanted where
      not exists ( select from standing where standing.customer_id = wanted.customer_id and
      standing.customer_group_id = wanted.customer_group_id ) order by customer_id, customer_group_id on
      conflict (customer_group_id, customer_id) where unique_membership and deleted_at is null do nothing
      returning id, customer_id, customer_group_id ) select id, customer_id, customer_group_id, false as created
      from standing union all select id, customer_id, customer_group_id, true as created from made
    `,
  ],
  "memberships/remove": [
    `
      with ending as ( select membership.id from unnest($1::text[], $2::text[]) as pair (customer_id,
      customer_group_id) join customer_group_customer membership using (customer_id, customer_group_id) order by
      membership.id for update of membership ) delete from customer_group_customer using ending where
      customer_group_customer.id = ending.id returning customer_group_customer.id,
      customer_group_customer.deleted_at is null as was_live
    `,
  ],
  "rows/update": [
    `
      with target as ( select customer.id, $1::text as new_phone, (coalesce(metadata, '{}') || $2::jsonb) -
      $3::text[] as new_metadata from customer where id = any($4::text[]) and deleted_at is null order by id for
      update ), changed as ( update customer set phone = new_phone, metadata = new_metadata, updated_at =
      $5::timestamptz from target where customer.id = target.id and (customer.phone is distinct from new_phone
      or customer.metadata is distinct from new_metadata) returning customer.id, customer.company_name,
      customer.first_name, customer.last_name, customer.email, customer.phone, customer.has_account,
      customer.metadata, customer.created_by, customer.external_id, customer.created_at, customer.updated_at, customer.deleted_at )
      select changed.*, true as changed from changed union all select customer.id, customer.company_name,
      customer.first_name, customer.last_name, customer.email, customer.phone, customer.has_account,
      customer.metadata, customer.created_by, customer.external_id, customer.created_at, customer.updated_at, customer.deleted_at,
      false from customer where id in (select id from target except select id from changed) order by id
    `,
  ],
  "rows/update: nothing given": [
    `
      select customer.id, customer.company_name, customer.first_name, customer.last_name, customer.email,
      customer.phone, customer.has_account, customer.metadata, customer.created_by, customer.external_id, customer.created_at,
      customer.updated_at, customer.deleted_at from customer where id = any($1::text[]) and deleted_at is null
      order by id
    `,
  ],
  "snapshots/take": [
    `
      select to_jsonb(customer) as row from customer where id = any($1::text[]) and deleted_at is null order by
      id
    `,
  ],
  "list/matching-ids": [
    `
      select "c0"."id" from "customer" as "c0" where "c0"."email" = $1 and "c0"."deleted_at" is null order by
      "c0"."id" asc
    `,
    `
      select customer.id, customer.company_name, customer.first_name, customer.last_name, customer.email,
      customer.phone, customer.has_account, customer.metadata, customer.created_by, customer.external_id, customer.created_at,
      customer.updated_at, customer.deleted_at from customer where id = any($1::text[]) and deleted_at is null
      order by id
    `,
  ],
  "rows/delete: soft": [
    `
      with doomed as ( select id from customer_address where id = any($1::text[]) and deleted_at is null order
      by id for update ) update customer_address set deleted_at = $2::timestamptz, updated_at = $3::timestamptz
      from doomed where customer_address.id = doomed.id returning customer_address.id
    `,
  ],
  "addresses/restore": [
    `
      select id from customer where id in (select customer_id from customer_address where id = any($1::text[]))
      order by id for no key update
    `,
    `
      with returning_rows as ( select id, customer_id, is_default_shipping and 1 = row_number() over ( partition
      by customer_id, is_default_shipping order by created_at desc, id desc ) as first_shipping,
      is_default_billing and 1 = row_number() over ( partition by customer_id, is_default_billing order by
      created_at desc, id desc ) as first_billing from customer_address where id = any($1::text[]) and
      deleted_at is not null ) update customer_address set deleted_at = null, updated_at = $2::timestamptz,
      is_default_shipping = first_shipping and not exists ( select from customer_address standing where
      standing.customer_id = returning_rows.customer_id and standing.is_default_shipping and standing.deleted_at
      is null ), is_default_billing = first_billing and not exists ( select from customer_address standing where
      standing.customer_id = returning_rows.customer_id and standing.is_default_billing and standing.deleted_at
      is null ) from returning_rows where customer_address.id = returning_rows.id returning customer_address.id
    `,
  ],
  "customers/soft-delete": [
    `
      select id from customer where id = any($1::text[]) and deleted_at is null order by id for update
    `,
    `
      with deleted as ( update customer set deleted_at = $1::timestamptz, updated_at = $2::timestamptz where id =
      any($3::text[]) returning id ), going_along as ( select id from customer_address where customer_id = any($4::text[]) and deleted_at is null
      order by id for update ), addresses as ( update customer_address set deleted_at = $5::timestamptz, updated_at
      = $6::timestamptz where id = any(array(select id from going_along)) returning id ) select
      (select coalesce(json_agg(id order by id), '[]') from deleted) as customer_ids, (select coalesce(json_agg(id
      order by id), '[]') from addresses) as address_ids
    `,
  ],
  "customers/restore": [
    `
      select id, email, has_account from customer where id = any($1::text[]) and deleted_at is not null order by
      id for update
    `,
    `
      select customer_address.id from customer_address join customer on customer.id =
      customer_address.customer_id where customer.id = any($1::text[]) and customer_address.deleted_at =
      customer.deleted_at
    `,
    `
      with coming as ( select * from unnest($1::text[], $2::text[], $3::boolean[]) as customer (id, email, has_account) ) select coming.id, standing.id as taken_by from coming join customer standing using (email,
      has_account) where standing.deleted_at is null union all select later.id, earlier.id from coming later
      join coming earlier on earlier.email = later.email and earlier.has_account = later.has_account and
      earlier.id < later.id order by 1, 2
    `,
    `
      update customer set deleted_at = null, updated_at = $1::timestamptz where id = any($2::text[]) returning id
    `,
    `
      select id from customer where id in (select customer_id from customer_address where id = any($1::text[]))
      order by id for no key update
    `,
    `
      with returning_rows as ( select id, customer_id, is_default_shipping and 1 = row_number() over ( partition
      by customer_id, is_default_shipping order by created_at desc, id desc ) as first_shipping,
      is_default_billing and 1 = row_number() over ( partition by customer_id, is_default_billing order by
      created_at desc, id desc ) as first_billing from customer_address where id = any($1::text[]) and
      deleted_at is not null ) update customer_address set deleted_at = null, updated_at = $2::timestamptz,
      is_default_shipping = first_shipping and not exists ( select from customer_address standing where
      standing.customer_id = returning_rows.customer_id and standing.is_default_shipping and standing.deleted_at
      is null ), is_default_billing = first_billing and not exists ( select from customer_address standing where
      standing.customer_id = returning_rows.customer_id and standing.is_default_billing and standing.deleted_at
      is null ) from returning_rows where customer_address.id = returning_rows.id returning customer_address.id
    `,
  ],
  "groups/soft-delete": [
    `
      select id from customer_group where id = any($1::text[]) and deleted_at is null order by id for update
    `,
    `
      with deleted as ( update customer_group set deleted_at = $1::timestamptz, updated_at = $2::timestamptz where id
      = any($3::text[]) returning id ), going_along as ( select id from customer_group_customer where customer_group_id = any($4::text[]) and
      deleted_at is null order by id for update ), memberships as ( update customer_group_customer set deleted_at =
      $5::timestamptz, updated_at = $6::timestamptz from going_along where customer_group_customer.id =
      going_along.id )
      select id from deleted order by id
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
      with coming as ( select id, deleted_at from customer_group where id = any($1::text[]) ), memberships as (
      update customer_group_customer membership set deleted_at = null, updated_at = $2::timestamptz from coming
      where membership.customer_group_id = coming.id and membership.deleted_at = coming.deleted_at and not
      exists ( select from customer_group_customer standing where standing.customer_group_id =
      membership.customer_group_id and standing.customer_id = membership.customer_id and standing.deleted_at is
      null ) ) update customer_group set deleted_at = null, updated_at = $3::timestamptz from coming where
      customer_group.id = coming.id returning customer_group.id
    `,
  ],
  "list/page-ids": [
    `
      select "c0"."id" from "customer" as "c0" where "c0"."deleted_at" is null order by "c0"."id" asc limit $1
      offset $2
    `,
  ],
  "list/cursor-page": [
    `
      select "c0"."id", "c0"."created_at"::text as value from "customer" as "c0" where "c0"."deleted_at" is null
      and true order by "c0"."created_at" asc, "c0"."id" asc limit $1
    `,
    `
      select "c0".* from "customer" as "c0" where "c0"."deleted_at" is null and "c0"."id" in
      ('<id>') order by "c0"."id" asc
    `,
  ],
  "list/group-members": [
    `
      select count(*) as size from ( select membership.customer_id from customer_group_customer membership join
      customer_group on customer_group.id = membership.customer_group_id and customer_group.deleted_at is null
      where membership.customer_group_id = any($1::text[]) and membership.deleted_at is null limit 50001) as
      members
    `,
    `
      select "c0"."id" from "customer" as "c0" where "c0"."deleted_at" is null and c0.id = any(array( select
      membership.customer_id from customer_group_customer membership join customer_group on customer_group.id =
      membership.customer_group_id and customer_group.deleted_at is null where membership.customer_group_id =
      any($1::text[]) and membership.deleted_at is null )) order by "c0"."id" asc limit $2
    `,
    `
      with members as materialized (select distinct customer_id from ( select membership.customer_id from
      customer_group_customer membership join customer_group on customer_group.id = membership.customer_group_id
      and customer_group.deleted_at is null where membership.customer_group_id = any($1::text[]) and
      membership.deleted_at is null ) as every_membership) select (select count(*) from members) - (select
      count(*) from members join customer on customer.id = customer_id where customer.deleted_at is not null) as
      count
    `,
  ],
  "rows/delete": [
    `
      with doomed as (select id from customer where id = any($1::text[]) order by id for update) delete from
      customer using doomed where customer.id = doomed.id returning customer.id
    `,
  ],
};

describeCustomerModule(({ service }) => {
  itOnOurs("each operation sends exactly its statements", async () => {
    const sent: Record<string, string[]> = {};
    async function record<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
      let result: Result | undefined;
      const statements = await sentStatements(async () => {
        result = await work();
      });
      // The ORM writes ids into its statements; ours bind them.
      const texts = statements.map(({ text }) => normalised(text).replace(/'cus_\w{26}'/g, "'<id>'"));
      sent[name] = texts.filter((text) => text !== "select version();");
      // as: the work has run, or thrown.
      return result as Result;
    }

    const customers = await record("rows/insert: customers", () =>
      service.createCustomers([{ email: "a@x.io" }, { email: "b@x.io" }]),
    );
    const ids = customers.map(({ id }) => id);
    const addresses = await record("rows/insert: addresses", () =>
      service.createCustomerAddresses(ids.map((customer_id) => ({ customer_id }))),
    );
    const group = await record("rows/insert: groups", () => service.createCustomerGroups({ name: "gold" }));
    const pairs = ids.map((customer_id) => ({ customer_id, customer_group_id: group.id }));
    const addressIds = addresses.map(({ id }) => id);
    await record("memberships/add", () => service.addCustomerToGroup(pairs));
    await record("memberships/remove", () => service.removeCustomerFromGroup(pairs));
    await record("rows/update", () => service.updateCustomers(ids, { phone: "1", metadata: { a: 1 } }));
    await record("rows/update: nothing given", () => service.updateCustomers(ids, {}));
    await record("snapshots/take", () => service.snapshotCustomers(ids));
    await record("list/matching-ids", () => service.updateCustomers({ email: "a@x.io" }, {}));
    await record("rows/delete: soft", () => service.softDeleteCustomerAddresses(addressIds));
    await record("addresses/restore", () => service.restoreCustomerAddresses(addressIds));
    await record("customers/soft-delete", () => service.softDeleteCustomers(ids));
    await record("customers/restore", () => service.restoreCustomers(ids));
    await record("groups/soft-delete", () => service.softDeleteCustomerGroups([group.id]));
    await record("groups/restore", () => service.restoreCustomerGroups([group.id]));
    await record("list/page-ids", () => service.listCustomers({}, { skip: 1_000, take: 50 }));
    await record("list/cursor-page", () => service.listCustomersPage({ order: { created_at: "ASC" }, limit: 1 }));
    await record("list/group-members", () => service.listAndCountCustomers({ groups: { id: group.id } }, { take: 50 }));
    await record("rows/delete", () => service.deleteCustomers(ids));

    const expected = Object.entries(EXPECTED).map(([name, statements]) => [name, statements.map(normalised)]);
    expect(sent).toEqual(Object.fromEntries(expected));
  });
});

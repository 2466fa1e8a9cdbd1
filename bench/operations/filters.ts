import type { FilterableCustomerProps } from "@medusajs/framework/types";
import { LARGE_GROUP_ID, SMALL_GROUP_ID } from "../databases/generator";
import { both, type RunnableOperation, runnable } from "./operation";
import { columnsOf, countOf } from "./statements";

const PAGE = { take: 50, skip: 0 };

/** From the memberships to their customers, in the order of an index on both ids. */
const GROUP_PAGE = `
  select ${columnsOf("customer")}
  from customer_group_customer membership
  join customer on customer.id = membership.customer_id and customer.deleted_at is null
  where membership.customer_group_id = $1 and membership.deleted_at is null
  order by membership.customer_id limit 50
`;

/** The memberships, out of their index alone, less those of the few customers that are deleted. */
const GROUP_COUNT = `
  with members as materialized (
    select customer_id from customer_group_customer where customer_group_id = $1 and deleted_at is null
  )
  select ((select count(*) from members)
    - (select count(*) from members join customer on id = customer_id where deleted_at is not null))::int as count
`;

function byGroup(label: string, groupId: string): RunnableOperation[] {
  const filters: FilterableCustomerProps = { groups: { id: groupId } };
  return [
    runnable({
      name: `list 50 by group, ${label}`,
      ...both((customers) => customers.listCustomers(filters, PAGE)),
      raw: (database) => database.measured(GROUP_PAGE, [groupId]),
    }),
    runnable({
      name: `list and count 50 by group, ${label}`,
      ...both((customers) => customers.listAndCountCustomers(filters, PAGE)),
      raw: async (database) => [
        await database.measured(GROUP_PAGE, [groupId]),
        await countOf(database, GROUP_COUNT, [groupId]),
      ],
    }),
  ];
}

const byEmail = runnable<string>({
  name: "list by email",
  prepare: async ({ fixtures }) => fixtures.email,
  ...both((customers, email) => customers.listCustomers({ email }, PAGE)),
  raw: (database, email) =>
    database.measured(
      `select ${columnsOf("customer")} from customer where email = $1 and deleted_at is null
       order by has_account desc, id limit 50`,
      [email],
    ),
});

type MetadataInput = { metadata: { ref: string }; isIndexed: boolean };

const byMetadata = runnable<MetadataInput>({
  name: "list by metadata",
  prepare: async ({ fixtures, database }) => ({
    metadata: fixtures.metadata,
    isIndexed: (await database.indexes("customer")).some(({ definition }) => /gin.*metadata/i.test(definition)),
  }),
  ...both((customers, { metadata }) =>
    // as: a filter that both services take, and that the contract's type leaves out.
    customers.listCustomers({ metadata } as FilterableCustomerProps, PAGE),
  ),
  raw: (database, { metadata, isIndexed }) =>
    database.measured(
      `select ${columnsOf("customer")} from customer
       where ${isIndexed ? "metadata @> $1::jsonb" : "metadata->>'ref' = $1"} and deleted_at is null order by id limit 50`,
      [isIndexed ? JSON.stringify(metadata) : metadata.ref],
    ),
});

export const filterOperations = [
  ...byGroup("1% of the customers (10,000 of 1M)", LARGE_GROUP_ID),
  ...byGroup("1 member", SMALL_GROUP_ID),
  byEmail,
  byMetadata,
];

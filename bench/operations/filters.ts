import type { CustomerDTO, FilterableCustomerProps, FindConfig } from "@medusajs/framework/types";
import { LARGE_GROUP_ID, SMALL_GROUP_ID } from "../databases/generator";
import { both, type Call, type RunnableOperation, runnable } from "./operation";
import { columnsOf, countOf } from "./statements";

/** A new one for each call: core writes its search into the config that it gets. */
const firstPage = () => ({ take: 50, skip: 0 });

/** From the memberships to their customers, in the order of an index on both ids. */
const PAGE_BY_ID = `
  select ${columnsOf("customer")}
  from customer_group_customer membership
  join customer on customer.id = membership.customer_id and customer.deleted_at is null
  where membership.customer_group_id = $1 and membership.deleted_at is null
  order by membership.customer_id limit 50 offset $2
`;

/** All members through the primary key, to be sorted: a join reads the whole table or an order's index to its end. */
const pageBy = (order: string) => `
  select ${columnsOf("customer")}
  from customer
  where deleted_at is null and id = any(array(
    select customer_id from customer_group_customer where customer_group_id = $1 and deleted_at is null
  ))
  order by ${order} limit 50 offset $2
`;

const ORDERS: readonly { label: string; config: FindConfig<CustomerDTO>["order"]; statement: string }[] = [
  { label: "by id", config: { id: "ASC" }, statement: PAGE_BY_ID },
  { label: "by created_at desc", config: { created_at: "DESC" }, statement: pageBy("created_at desc, id desc") },
  { label: "by email", config: { email: "ASC" }, statement: pageBy("email, id") },
];

/** Of a group of one the first page is all there is. */
const PLACES = {
  "offset 0": 0,
  "offset at half": 0.5,
  "offset at 90%": 0.9,
};

/** The memberships, out of their index alone, less those of the few customers that are deleted. */
const GROUP_COUNT = `
  with members as materialized (
    select customer_id from customer_group_customer where customer_group_id = $1 and deleted_at is null
  )
  select ((select count(*) from members)
    - (select count(*) from members join customer on id = customer_id where deleted_at is not null))::int as count
`;

function byGroup(label: string, groupId: string, places: readonly [string, number][]): RunnableOperation[] {
  const filters: FilterableCustomerProps = { groups: { id: groupId } };
  return ORDERS.flatMap((order) =>
    places.flatMap(([place, part]) => {
      const name = `50 by group, ${label}, ${order.label}, ${place}`;
      const { statement } = order;
      const prepare = async ({ fixtures }: Call) => Math.floor(fixtures.members * part);
      const config = (skip: number) => ({ take: 50, skip, order: order.config });
      return [
        runnable<number>({
          name: `list ${name}`,
          prepare,
          ...both((customers, skip) => customers.listCustomers(filters, config(skip))),
          raw: (database, skip) => database.measured(statement, [groupId, skip]),
        }),
        runnable<number>({
          name: `list and count ${name}`,
          prepare,
          ...both((customers, skip) => customers.listAndCountCustomers(filters, config(skip))),
          raw: async (database, skip) => [
            await database.measured(statement, [groupId, skip]),
            await countOf(database, GROUP_COUNT, [groupId]),
          ],
        }),
      ];
    }),
  );
}

const byEmail = runnable<string>({
  name: "list by email",
  prepare: async ({ fixtures }) => fixtures.email,
  ...both((customers, email) => customers.listCustomers({ email }, firstPage())),
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
    customers.listCustomers({ metadata } as FilterableCustomerProps, firstPage()),
  ),
  raw: (database, { metadata, isIndexed }) =>
    database.measured(
      `select ${columnsOf("customer")} from customer
       where ${isIndexed ? "metadata @> $1::jsonb" : "metadata->>'ref' = $1"} and deleted_at is null order by id limit 50`,
      [isIndexed ? JSON.stringify(metadata) : metadata.ref],
    ),
});

export const filterOperations = [
  ...byGroup("1% of the customers (10,000 of 1M)", LARGE_GROUP_ID, Object.entries(PLACES)),
  ...byGroup("1 member", SMALL_GROUP_ID, [["offset 0", 0]]),
  byEmail,
  byMetadata,
];

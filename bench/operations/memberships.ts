import type { GroupCustomerPair } from "@medusajs/framework/types";
import type { BenchDatabase } from "../databases/database";
import { spreadIds } from "../databases/fixtures";
import { both, type Call, type Operation, type RunnableOperation, runnable, type Table } from "./operation";

const TABLES: readonly Table[] = ["customer_group_customer", "customer_group"];

type Input = { pairs: GroupCustomerPair[]; groupIds: string[] };

/** Groups of the call's own; more than one only where the database holds fewer customers than pairs are wanted. */
async function makePairs(call: Call, size: number): Promise<Input> {
  const perGroup = Math.min(size, Math.floor(call.rows / 2));
  const customerIds = spreadIds(call.rows, perGroup, call.sequence);
  const groupIds = Array.from(
    { length: Math.ceil(size / perGroup) },
    (_, index) => `cusgroup_bench_${call.sequence}_${index}`,
  );
  await call.database.rows("insert into customer_group (id, name) select id, id from unnest($1::text[]) id", [
    groupIds,
  ]);
  const pairs = groupIds.flatMap((customer_group_id) =>
    customerIds.map((customer_id) => ({ customer_id, customer_group_id })),
  );
  return { pairs: pairs.slice(0, size), groupIds };
}

/** The columns and values of one membership a pair. */
async function insertStatement(database: BenchDatabase): Promise<string> {
  const columns = await database.writableColumns("customer_group_customer");
  // The mark that the plugin's own writes set; see docs/decisions/0002-membership-mark.md.
  const mark = columns.includes("unique_membership") ? { column: ", unique_membership", value: ", true" } : undefined;
  return `
    insert into customer_group_customer (id, customer_id, customer_group_id${mark?.column ?? ""})
    select id, customer_id, group_id${mark?.value ?? ""}
    from unnest($1::text[], $2::text[], $3::text[]) pair (id, customer_id, group_id)
    on conflict do nothing returning id
  `;
}

function insertValues(pairs: readonly GroupCustomerPair[]): string[][] {
  return [
    pairs.map(({ customer_group_id }, place) => `cusgc_${customer_group_id}_${place}`),
    pairs.map(({ customer_id }) => customer_id),
    pairs.map(({ customer_group_id }) => customer_group_id),
  ];
}

const DELETE = `
  delete from customer_group_customer membership
  using unnest($1::text[], $2::text[]) pair (customer_id, group_id)
  where membership.customer_id = pair.customer_id and membership.customer_group_id = pair.group_id
  returning membership.id
`;

const cleanup: Operation<Input>["cleanup"] = async ({ database }, { groupIds }) => {
  await database.rows("delete from customer_group_customer where customer_group_id = any($1)", [groupIds]);
  await database.rows("delete from customer_group where id = any($1)", [groupIds]);
};

function add(name: string, size: number): RunnableOperation {
  return runnable<Input & { statement: string }>({
    name,
    writes: TABLES,
    compares: "size",
    prepare: async (call) => ({
      ...(await makePairs(call, size)),
      statement: await insertStatement(call.database),
    }),
    ...both((customers, { pairs }) => customers.addCustomerToGroup(pairs)),
    raw: (database, { pairs, statement }) => database.measured(statement, insertValues(pairs)),
    cleanup,
  });
}

function remove(name: string, size: number): RunnableOperation {
  return runnable<Input>({
    name,
    writes: TABLES,
    compares: "nothing",
    prepare: async (call) => {
      const input = await makePairs(call, size);
      await call.database.rows(await insertStatement(call.database), insertValues(input.pairs));
      return input;
    },
    ...both((customers, { pairs }) => customers.removeCustomerFromGroup(pairs)),
    raw: (database, { pairs }) =>
      database.measured(DELETE, [
        pairs.map(({ customer_id }) => customer_id),
        pairs.map(({ customer_group_id }) => customer_group_id),
      ]),
    cleanup,
  });
}

export const membershipOperations = [
  add("add 1,000 memberships", 1000),
  add("add 10,000 memberships", 10_000),
  remove("remove 1,000 memberships", 1000),
  remove("remove 10,000 memberships", 10_000),
];

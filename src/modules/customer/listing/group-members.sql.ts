import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";
import { LIVE_COUNT } from "./live-count.sql";

/** Selects the ids of the customers in live groups. Index: IDX_customer_group_customer_members only. */
export const GROUP_MEMBERS = `
  select membership.customer_id
  from customer_group_customer membership
  join customer_group on customer_group.id = membership.customer_group_id and customer_group.deleted_at is null
  where membership.customer_group_id = any(?::text[]) and membership.deleted_at is null
`;

/**
 * Up to this number members are read one by one through the primary key; beyond it a join with the whole table costs less.
 *
 * The planner assumes that a random read costs four times a sequential one, and joins far too early.
 */
const SMALL_GROUP_SIZE = 50_000;

const SIZE = `
  select (select count(*) from (${GROUP_MEMBERS} limit ${SMALL_GROUP_SIZE + 1}) as members) as size, ${LIVE_COUNT} as total
`;

/** How many members groups have, up to one more than a small group, and how they are found. */
export type MemberSearch = {
  size: number;
  /** All live customers. */
  total: number;
  /** Each by the primary key, then sorted; or by a join that the planner chooses. */
  way: "by_key" | "join";
};

/**
 * Counts live members, each once: members of the groups, less deleted customers among them. It reads no live customer.
 *
 * Index: IDX_customer_group_customer_members, IDX_customer_deleted_id.
 */
const COUNT = `
  with members as materialized (select distinct customer_id from (${GROUP_MEMBERS}) as every_membership)
  select
    (select count(*) from members)
    - (select count(*) from members join customer on customer.id = customer_id where customer.deleted_at is not null)
    as count
`;

/** Chooses how to find the members of groups. */
export async function chooseMemberSearch(connection: Knex, groupIds: readonly string[]): Promise<MemberSearch> {
  const [counted] = await queryRows<{ size: string; total: string }>(connection, SIZE, [[...groupIds]]);
  const size = Number(counted.size);
  return { size, total: Number(counted.total), way: size > SMALL_GROUP_SIZE ? "join" : "by_key" };
}

/** Counts the live customers in at least one of the groups. */
export async function countMembers(connection: Knex, groupIds: readonly string[]): Promise<number> {
  const [{ count }] = await queryRows<{ count: string }>(connection, COUNT, [[...groupIds]]);
  return Number(count);
}

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

/** How the members of groups are found. */
export type MemberSearch =
  /** Each by the primary key, then sorted. */
  | "by_key"
  /** In the order's index, whose rows are looked up among the members. */
  | "walk"
  /** By a join that the planner chooses. */
  | "join";

/** The entries of an order's index that can be read in the time of one member by its key, cautiously. */
const ENTRIES_PER_KEY = 2;

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

/**
 * Chooses how to find the members of groups.
 *
 * @param end the place where the page ends in the order of an index; undefined without such a page.
 */
export async function chooseMemberSearch(
  connection: Knex,
  groupIds: readonly string[],
  end: number | undefined,
): Promise<MemberSearch> {
  const [counted] = await queryRows<{ size: string; total: string }>(connection, SIZE, [[...groupIds]]);
  const [size, total] = [Number(counted.size), Number(counted.total)];
  if (size > SMALL_GROUP_SIZE) {
    return "join";
  }
  // Members are spread over the order: so many entries hold a page of them.
  const entries = end === undefined ? Number.POSITIVE_INFINITY : (end * total) / Math.max(size, 1);
  return entries < ENTRIES_PER_KEY * size ? "walk" : "by_key";
}

/** Counts the live customers in at least one of the groups. */
export async function countMembers(connection: Knex, groupIds: readonly string[]): Promise<number> {
  const [{ count }] = await queryRows<{ count: string }>(connection, COUNT, [[...groupIds]]);
  return Number(count);
}

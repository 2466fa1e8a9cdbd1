import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";
import { ALIAS, LIVE } from "./find-matching-ids.sql";
import { countLiveCustomers } from "./live-count.sql";
import type { Condition } from "./plain-condition";

/** The highest bounded count; beyond it the response is "at least". */
export const COUNT_BOUND = 10_000;

export type CountMode = "exact" | "bounded" | "none";
export type Count = { count: number; precision: "exact" | "at_least" };

/** Counts the matching customers: all, or up to the bound, which is faster for frequent matches. */
export async function countMatches(
  connection: Knex,
  condition: Condition,
  mode: Exclude<CountMode, "none">,
): Promise<Count> {
  if (condition === LIVE) {
    const count = await countLiveCustomers(connection);
    return mode === "exact" ? { count, precision: "exact" } : boundCount(count);
  }
  const { sql, bindings } = condition;
  const limit = mode === "bounded" ? ` limit ${COUNT_BOUND + 1}` : "";
  const statement = `select count(*) as count from (select from customer as ${ALIAS} where ${sql}${limit}) as matches`;
  const [{ count }] = await queryRows<{ count: string }>(connection, statement, bindings);
  return mode === "exact" ? { count: Number(count), precision: "exact" } : boundCount(Number(count));
}

/** Makes a count of a number of matches that was counted up to one more than the bound. */
export function boundCount(number: number): Count {
  const isAll = number <= COUNT_BOUND;
  return { count: isAll ? number : COUNT_BOUND, precision: isAll ? "exact" : "at_least" };
}

import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { queryRows } from "../database/transaction";
import type { KeyPosition } from "./duplicate-cursor";
import type { DuplicateSource } from "./duplicate-sources.sql";

/** Index entries per range. */
const ENTRIES_PER_RANGE = 20_000;

/**
 * Reads a range of the index in its order, and finds the keys that more than one member has.
 *
 * Rows of one key are adjacent: there is no self-join, and the cost is that of the range, at any position. Index: see
 * `DUPLICATE_SOURCES`.
 */
const statement = ({ table, condition, key, type, member }: DuplicateSource, inclusive: boolean): string => `
  with part as materialized (
    select ${key} as key, ${member ?? "id"} as member from ${table}
    where deleted_at is null and ${condition} and ${key} ${inclusive ? ">=" : ">"} ?::${type}
    order by 1 limit ${ENTRIES_PER_RANGE}
  ),
  found as (
    select key from part group by key ${member ? "having min(member) <> max(member)" : ""} order by key limit ?
  )
  select
    (select coalesce(json_agg(key::text order by key), '[]') from found) as keys,
    (select min(key)::text from part) as first,
    (select max(key)::text from part) as last,
    (select count(*) from part) as size
`;

type KeyRange = { keys: string[]; first: string | null; last: string | null; size: string };

/** Finds the next keys with several members. @returns up to `limit` keys, and the next position; null at the end. */
export async function findNextDuplicateKeys(
  connection: Knex,
  source: DuplicateSource,
  { from, limit }: { from: KeyPosition | null; limit: number },
): Promise<{ keys: string[]; next: KeyPosition | null }> {
  const { key, inclusive } = from ?? { key: source.lowest, inclusive: true };
  const [range] = await queryRows<KeyRange>(connection, statement(source, inclusive), [key, limit]);
  const { keys, first, last } = range;
  const isWhole = Number(range.size) < ENTRIES_PER_RANGE;
  // The last key of a full range may continue after it, unless it is the only key: then the range is all that is read of
  // it.
  const whole = isWhole || first === last ? keys : keys.filter((one) => one !== last);
  if (whole.length === limit) {
    return { keys: whole, next: { key: whole[whole.length - 1], inclusive: false } };
  }
  if (isWhole || last === null) {
    return { keys: whole, next: null };
  }
  return { keys: whole, next: { key: last, inclusive: first !== last } };
}
